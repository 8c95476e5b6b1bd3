import { once } from "node:events";
import { connect, type Socket as TcpSocket } from "node:net";
import { io, type Socket } from "socket.io-client";
import { labPath, STREAM_PATH, type Refusal } from "#contract/stream.ts";
import type { StartedHost } from "./two-hosts.ts";

/** A refusal as it came; a status only where HTTP carried it. */
export interface Told extends Refusal {
  readonly status?: number;
}

/** What asks for a new connection by long polling. */
export const POLL = "/?EIO=4&transport=polling";

/** A new connection by long polling to a lab. */
export const poll = (
  host: StartedHost,
  lab: string,
  lesson = "lesson",
): Promise<Told> => ask(host, labPath(lesson, lab) + POLL);

/** Asks for a path. */
export const ask = (
  host: StartedHost,
  path: string,
  origin?: string,
): Promise<Told> => send(host, get(path, origin));

/** Opens a session by long polling. */
export async function openSession(
  host: StartedHost,
  path: string,
): Promise<string> {
  const answer = await fetch(host.origin + path + POLL);
  const text = await answer.text();
  return (JSON.parse(text.slice(1)) as { sid: string }).sid;
}

/** Asks for a lab as a page does that was opened at a name. */
export const askByName = (host: StartedHost, name: string): Promise<Told> =>
  send(
    host,
    get(
      labPath("lesson", "a-lab-asked-for-by-name") + POLL,
      `http://${name}`,
      name,
    ),
  );

/** The text of a request. */
export const get = (path: string, origin?: string, name = "a-host"): string =>
  `GET ${path} HTTP/1.1\r\nHost: ${name}\r\nConnection: close\r\n${
    origin === undefined ? "" : `Origin: ${origin}\r\n`
  }\r\n`;

/** Sends a request as it stands. */
export async function send(host: StartedHost, request: string): Promise<Told> {
  const connection = await connectTo(host);
  connection.write(request);
  return read(await answerOn(connection));
}

/** A connection to a host, with nothing sent. */
export async function connectTo({ origin }: StartedHost): Promise<TcpSocket> {
  const { port, hostname } = new URL(origin);
  const connection = connect(Number(port), hostname);
  await once(connection, "connect");
  return connection;
}

/** All that comes on a connection until its end. */
export async function answerOn(connection: TcpSocket): Promise<string> {
  let answer = "";
  for await (const data of connection) answer += String(data);
  return answer;
}

/** Status and body of an answer; a body that is no refusal is left out. */
export function read(answer: string): Told {
  const [head = "", body = ""] = answer.split("\r\n\r\n");
  const status = Number(/^HTTP\/1.1 (\d{3}) /.exec(head)?.[1]);
  return {
    status,
    ...(status >= 400 && (JSON.parse(body) as Refusal)),
  } as Told;
}

/** A Socket.IO client, and what becomes of its connection. */
export interface OpenSocket extends AsyncDisposable {
  readonly socket: Socket;
  readonly open: Promise<void>;
  /** The refusal of its connection. */
  readonly refused: Promise<Told>;
}

/** Opens the stream of a lab. */
export const openStream = (host: StartedHost, auth: object): OpenSocket =>
  openSocket(host, STREAM_PATH, auth);

/** Opens a client at a path. */
export function openSocket(
  { origin }: StartedHost,
  path: string,
  auth: object,
): OpenSocket {
  const socket = io(origin, {
    path,
    auth,
    transports: ["websocket"],
    forceNew: true,
    reconnection: false,
  });
  return {
    socket,
    open: new Promise((done) => socket.once("connect", done)),
    refused: new Promise((done) =>
      socket.once("connect_error", (error: Error & { data?: Told }) =>
        done(error.data ?? { code: "bad-request", message: error.message }),
      ),
    ),
    [Symbol.asyncDispose]() {
      socket.disconnect();
      return Promise.resolve();
    },
  };
}
