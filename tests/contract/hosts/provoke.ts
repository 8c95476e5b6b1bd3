import { once } from "node:events";
import { connect, type Socket as TcpSocket } from "node:net";
import { io, type Socket } from "socket.io-client";
import { expect } from "vitest";
import { CHAT_PATH } from "#contract/chat.ts";
import { labPath, STREAM_PATH, type Refusal } from "#contract/stream.ts";
import type { Why } from "#server/node/refusal.ts";
import { LAB, upgradeRequest } from "../../support/server/open-host.ts";
import type { StartedHost } from "./two-hosts.ts";

/** A refusal as it came; a status only where HTTP carried it. */
export interface Told extends Refusal {
  readonly status?: number;
}

/** Cannot be had from outside, or not of both hosts. */
export type Elsewhere =
  // Flask alone: Node runs each lesson.
  | "lessonNotOnFlask"
  // Flask alone: Node says nothing of why it closes.
  | "noPacket"
  // Node alone: a program that ends itself or closes its server; WebTransport; the Flask host.
  | "programEnded"
  | "serverClosed"
  | "noTransport"
  | "noLabHere"
  | "unreadable"
  | "noFlask"
  | "flaskOff"
  | "flaskSilent"
  // Of clients that never read, which each host's own tests have.
  | "tooMuchUnsent"
  | "tooMuchUnsentOfLab"
  | "tooMuchUnsentOfHost"
  // Said to whoever was already on the way in as the lab closed.
  | "labClosing";

type Provocation = (host: StartedHost) => Promise<Told>;

const POLL = "/?EIO=4&transport=polling";

/** Lessons that both hosts serve. */
export const LESSONS = {
  "lesson/server.js": `import { Server } from "socket.io";
const io = new Server(3000);`,
  "lesson/app.py": `from flask import Flask
from flask_socketio import SocketIO
app = Flask(__name__)
socketio = SocketIO(app)`,
  "broken/server.js": `throw new Error("on purpose");`,
  "broken/app.py": `raise type("Error", (Exception,), {})("on purpose")`,
};

/** The limits under which each is provoked; those of one name share their hosts. */
export const SETTINGS = {
  small: {
    limits: {
      clientsPerLab: 1,
      streamsPerLab: 1,
      restartBurst: 1,
      restartsPerSecond: 0.001,
      messageBurst: 5,
      messagesPerSecond: 1.5,
    },
  },
  full: { limits: { maxLabs: 1, chatClients: 1 }, withChat: true },
  crowded: {
    limits: {
      labsPerAddress: 1,
      handshakeBurst: 4,
      handshakesPerSecond: 0.001,
    },
  },
  shared: { limits: { chatClientsPerAddress: 1 }, withChat: true },
  // Time enough for half a request to become whole.
  stopping: { limits: { stopGraceMs: 10_000 } },
} as const;

/** How each is provoked, in this order. */
export const PROVOCATIONS: Record<
  Exclude<Why, Elsewhere>,
  readonly [keyof typeof SETTINGS, Provocation]
> = {
  nothingHere: ["small", (host) => ask(host, "/labs/nothing/here")],
  noSuchLesson: ["small", (host) => poll(host, LAB, "..%2f..")],
  lessonMissing: ["small", (host) => poll(host, LAB, "nowhere")],
  badLabId: ["small", (host) => poll(host, "short")],
  noSession: [
    "small",
    (host) => ask(host, `${labPath("lesson", LAB)}${POLL}&sid=nobody`),
  ],
  badUpgrade: [
    "small",
    (host) => send(host, upgradeRequest(labPath("lesson", LAB) + POLL)),
  ],
  foreignOrigin: [
    "small",
    (host) => ask(host, labPath("lesson", LAB) + POLL, "http://evil.example"),
  ],
  unknownName: [
    "small",
    async (host) => {
      // Of one origin with the page, for the browser.
      const name = "rebound.example:8000";
      const asked = { Host: name, Origin: `http://${name}` };
      const upgrade = (path: string): Promise<Told> =>
        send(host, upgradeRequest(`${path}/?EIO=4&transport=websocket`, asked));
      const told = await upgrade(STREAM_PATH);
      for (const path of [labPath("lesson", LAB), CHAT_PATH])
        expect(await upgrade(path)).toEqual(told);
      return told;
    },
  ],
  noChat: ["small", (host) => ask(host, CHAT_PATH + POLL)],
  programFailed: ["small", (host) => poll(host, LAB, "broken")],
  badStream: [
    "small",
    async (host) => {
      await using stream = openStream(host, { lesson: "lesson", lab: "short" });
      return await stream.refused;
    },
  ],
  tooManyClients: [
    "small",
    async (host) => {
      await poll(host, "a-lab-with-one-client-too-many");
      return poll(host, "a-lab-with-one-client-too-many");
    },
  ],
  tooManyStreams: [
    "small",
    async (host) => {
      const auth = { lesson: "lesson", lab: "a-lab-with-one-stream-too-many" };
      await using first = openStream(host, auth);
      await first.open;
      await using second = openStream(host, auth);
      return await second.refused;
    },
  ],
  tooManyRestarts: [
    "small",
    async (host) => {
      const auth = { lesson: "lesson", lab: "a-lab-that-is-restarted-often" };
      await using stream = openStream(host, auth);
      await stream.open;
      await stream.socket.emitWithAck("restart");
      return (await stream.socket.emitWithAck("restart")) as Told;
    },
  ],
  tooManyMessages: [
    "small",
    async (host) => {
      const auth = { lesson: "lesson", lab: "a-lab-with-a-flood-of-messages" };
      await using stream = openStream(host, auth);
      await stream.open;
      const refused = new Promise<Told>((done) =>
        stream.socket.once("refused", done),
      );
      const path = labPath(auth.lesson, auth.lab);
      await using mallory = openSocket(host, path, {});
      await mallory.open;
      for (let i = 0; i < 20; i++) mallory.socket.emit("spam");
      return await refused;
    },
  ],
  tooManyLabs: [
    "full",
    async (host) => {
      await poll(host, LAB);
      return poll(host, "another-lab-of-a-test-0123");
    },
  ],
  tooManyChatClients: [
    "full",
    async (host) => {
      await ask(host, CHAT_PATH + POLL);
      return ask(host, CHAT_PATH + POLL);
    },
  ],
  tooManyChatClientsOfNetwork: [
    "shared",
    async (host) => {
      await ask(host, CHAT_PATH + POLL);
      return ask(host, CHAT_PATH + POLL);
    },
  ],
  tooManyLabsOfNetwork: [
    "crowded",
    async (host) => {
      await poll(host, LAB);
      return poll(host, "another-lab-of-a-test-0123");
    },
  ],
  tooManyHandshakes: [
    "crowded",
    async (host) => {
      for (let i = 0; i < 4; i++) {
        const told = await poll(host, "short-of-nothing-else-0123");
        if (told.code === "too-many-requests") return told;
      }
      return poll(host, "short-of-nothing-else-0123");
    },
  ],
  serverStopping: ["stopping", askAsItStops],
};

/** Asks with one half of a request before the host begins to stop, and the other after. */
async function askAsItStops(host: StartedHost): Promise<Told> {
  await using stream = openStream(host, { lesson: "lesson", lab: LAB });
  await stream.open;
  const closing = new Promise((done) => stream.socket.once("closing", done));
  const request = get(`${labPath("lesson", LAB)}${POLL}&sid=nobody`);
  const half = request.length - 2;
  const connection = await connectTo(host);
  const answer = answerOn(connection);
  connection.write(request.slice(0, half));
  // What came later is answered: so the half has been read.
  await send(host, get("/healthz"));
  const stopped = host.stop();
  await closing;
  connection.write(request.slice(half));
  const told = read(await answer);
  await stopped;
  return told;
}

const poll = (
  host: StartedHost,
  lab: string,
  lesson = "lesson",
): Promise<Told> => ask(host, labPath(lesson, lab) + POLL);

const ask = (host: StartedHost, path: string, origin?: string): Promise<Told> =>
  send(host, get(path, origin));

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

const get = (path: string, origin?: string, name = "a-host"): string =>
  `GET ${path} HTTP/1.1\r\nHost: ${name}\r\nConnection: close\r\n${
    origin === undefined ? "" : `Origin: ${origin}\r\n`
  }\r\n`;

/** Sends a request as it stands. */
async function send(host: StartedHost, request: string): Promise<Told> {
  const connection = await connectTo(host);
  connection.write(request);
  return read(await answerOn(connection));
}

async function connectTo({ origin }: StartedHost): Promise<TcpSocket> {
  const { port, hostname } = new URL(origin);
  const connection = connect(Number(port), hostname);
  await once(connection, "connect");
  return connection;
}

/** All that comes on a connection until its end. */
async function answerOn(connection: TcpSocket): Promise<string> {
  let answer = "";
  for await (const data of connection) answer += String(data);
  return answer;
}

/** Status and body of an answer; a body that is no refusal is left out. */
function read(answer: string): Told {
  const [head = "", body = ""] = answer.split("\r\n\r\n");
  const status = Number(/^HTTP\/1.1 (\d{3}) /.exec(head)?.[1]);
  return {
    status,
    ...(status >= 400 && (JSON.parse(body) as Refusal)),
  } as Told;
}

interface OpenSocket extends AsyncDisposable {
  readonly socket: Socket;
  readonly open: Promise<void>;
  /** The refusal of its connection. */
  readonly refused: Promise<Told>;
}

const openStream = (host: StartedHost, auth: object): OpenSocket =>
  openSocket(host, STREAM_PATH, auth);

function openSocket(
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
