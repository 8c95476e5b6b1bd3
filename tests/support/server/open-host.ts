import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage } from "node:http";
import { connect, type AddressInfo, type Socket as NetSocket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  io,
  type ManagerOptions,
  type Socket,
  type SocketOptions,
} from "socket.io-client";
import { decodeHops } from "#contract/batch.ts";
import type { EmitHop, HandlerHop, ServerHop } from "#contract/hop.ts";
import {
  labPath,
  STREAM_PATH,
  type StreamAuth,
  type StreamEvents,
} from "#contract/stream.ts";
import { createHost, type Host, type HostOptions } from "#server/node/host.ts";

export const LAB = "a-lab-of-a-test-0123456789";

/** A client, and what crosses its engine. */
export interface TestClient {
  socket: Socket;
  /** Engine id, and counts of messages in each direction, as both ends count them. */
  engine: string;
  counts: { sent: number; received: number };
  /** Sends an event and waits for its acknowledgement. */
  ask(event: string, ...values: unknown[]): Promise<unknown>;
  /** Number of the message that carried the next event of that name, and its values. */
  next(event: string): Promise<{ message: number; values: unknown[] }>;
}

/** A stream, and the hops that came on it. */
export interface TestStream {
  socket: Socket<StreamEvents>;
  hops: ServerHop[];
  runs: string[];
  /** The first hop that fits, come or to come. */
  hop<H extends ServerHop>(fits: (hop: ServerHop) => hop is H): Promise<H>;
  hop(fits: (hop: ServerHop) => boolean): Promise<ServerHop>;
}

export interface OpenHost {
  host: Host;
  port: number;
  url: string;
  lessonsDir: string;
  /** Writes `server.js` into a folder of the lessons. */
  writeLesson(lesson: string, program: string): void;
  client(
    lesson: string,
    lab?: string,
    options?: Partial<ManagerOptions & SocketOptions>,
    nsp?: string,
  ): Promise<TestClient>;
  stream(
    lesson: string,
    lab?: string,
    after?: StreamAuth["after"],
  ): Promise<TestStream>;
  /**
   * Resolves once the host has read the next request whose target has this text, or has stopped
   * reading a connection that does not take its answers.
   */
  asked(text: string): Promise<void>;
  /** Sends an HTTP request as it stands and gives the whole answer. */
  raw(request: string): Promise<string>;
  close(): Promise<void>;
}

/** Opens a host on a free port, with lessons of its own. */
export async function openHost(
  lessons: Record<string, string>,
  options: Partial<HostOptions> = {},
): Promise<OpenHost> {
  const lessonsDir = mkdtempSync(join(tmpdir(), "roundtrip-lessons-"));
  const writeLesson = (lesson: string, program: string): void => {
    mkdirSync(join(lessonsDir, lesson), { recursive: true });
    writeFileSync(join(lessonsDir, lesson, "server.js"), program);
  };
  for (const [lesson, program] of Object.entries(lessons))
    writeLesson(lesson, program);
  const host = createHost({ lessonsDir, ...options });
  const server = createServer();
  host.attach(server);
  const connections = new Set<NetSocket>();
  server.on("connection", (connection) => {
    connections.add(connection);
    connection.on("close", () => connections.delete(connection));
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  const sockets: Socket[] = [];

  return {
    host,
    port,
    url,
    lessonsDir,
    writeLesson,
    async client(lesson, lab = LAB, given = {}, nsp = "") {
      const path = labPath(lesson, lab);
      const socket = io(url + nsp, {
        path,
        transports: ["websocket"],
        forceNew: true,
        ...given,
      });
      sockets.push(socket);
      return watchClient(socket);
    },
    async stream(lesson, lab = LAB, after) {
      const auth = { lesson, lab, ...(after && { after }) };
      const socket = io(url, {
        path: STREAM_PATH,
        transports: ["websocket"],
        forceNew: true,
        auth,
      });
      sockets.push(socket);
      return watchStream(socket);
    },
    asked: (text) =>
      new Promise((resolve) => {
        const done = (): void => {
          server.off("request", look);
          for (const each of connections) each.off("pause", done);
          resolve();
        };
        const look = ({ url: target = "" }: IncomingMessage): void => {
          if (target.includes(text)) done();
        };
        server.on("request", look);
        for (const each of connections) each.on("pause", done);
        if ([...connections].some((each) => each.isPaused())) done();
      }),
    raw: (request) => raw(port, request),
    async close() {
      for (const socket of sockets) socket.disconnect();
      await host.close();
      rmSync(lessonsDir, { recursive: true });
    },
  };
}

async function watchClient(socket: Socket): Promise<TestClient> {
  const counts = { sent: 0, received: 0 };
  const watch = (): void => {
    const { engine } = socket.io;
    engine.on(
      "packet",
      ({ type }) => void (type === "message" && counts.received++),
    );
    engine.on(
      "packetCreate",
      ({ type }) => void (type === "message" && counts.sent++),
    );
  };
  // The engine exists from the start and is a new one after each reconnection.
  watch();
  await connected(socket);
  return {
    socket,
    counts,
    engine: socket.io.engine.id,
    ask: (event, ...values) =>
      socket.emitWithAck(event, ...values) as Promise<unknown>,
    next: (event) =>
      new Promise((done) => {
        socket.once(event, (...values: unknown[]) =>
          done({ message: counts.received, values }),
        );
      }),
  };
}

async function watchStream(socket: Socket<StreamEvents>): Promise<TestStream> {
  const hops: ServerHop[] = [];
  const runs: string[] = [];
  const waiting = new Set<() => void>();
  socket.on("running", ({ run }) => void runs.push(run));
  socket.on("hops", (batch) => {
    hops.push(...decodeHops(batch));
    for (const look of waiting) look();
  });
  await connected(socket);
  return {
    socket,
    hops,
    runs,
    hop: <H extends ServerHop>(
      fits: (hop: ServerHop) => hop is H,
    ): Promise<H> =>
      new Promise((done) => {
        const look = (): void => {
          const found = hops.find(fits);
          if (!found) return;
          waiting.delete(look);
          done(found);
        };
        waiting.add(look);
        look();
      }),
  };
}

export const isHandler =
  (event: string, engine?: string) =>
  (hop: ServerHop): hop is HandlerHop =>
    hop.kind === "handler" &&
    hop.event === event &&
    (engine === undefined || hop.engine === engine);

export const isEmit =
  (how: EmitHop["how"], event?: string) =>
  (hop: ServerHop): hop is EmitHop =>
    hop.kind === "emit" && hop.how === how && hop.event === event;

/** Waits for one event of a stream. */
export function said<E extends keyof StreamEvents>(
  stream: TestStream,
  event: E,
): Promise<Parameters<StreamEvents[E]>[0]> {
  // Without the events' types, which do not take an event that is a parameter.
  const socket: { once(event: string, tell: (news: never) => void): unknown } =
    stream.socket;
  return new Promise((done) => {
    socket.once(event, done);
  });
}

function connected(socket: Socket): Promise<void> {
  return new Promise((done, fail) => {
    socket.once("connect", done);
    socket.once("connect_error", fail);
  });
}

function raw(port: number, request: string): Promise<string> {
  return new Promise((done, fail) => {
    const socket = connect(port, "127.0.0.1", () => socket.write(request));
    let answer = "";
    socket.on("data", (data) => (answer += data.toString("latin1")));
    socket.on("close", () => done(answer));
    socket.on("error", fail);
  });
}

/** Text of a request for a WebSocket. */
export function upgradeRequest(
  path: string,
  headers: Record<string, string> = {},
): string {
  const all: IncomingMessage["headers"] = {
    Host: "127.0.0.1",
    Connection: "Upgrade",
    Upgrade: "websocket",
    "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": "AAAAAAAAAAAAAAAAAAAAAA==",
    ...headers,
  };
  const lines = Object.entries(all).map(
    ([name, value]) => `${name}: ${String(value)}\r\n`,
  );
  return `GET ${path} HTTP/1.1\r\n${lines.join("")}\r\n`;
}
