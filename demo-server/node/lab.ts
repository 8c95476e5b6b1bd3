import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import { sentence } from "#contract/sentences.ts";
import type { StreamAuth } from "#contract/stream.ts";
import { toProgramError, type Program } from "../program/programs.ts";
import type { LabServer } from "../program/lab-server.ts";
import {
  runProgram,
  type ProgramOver,
  type ProgramRun,
} from "../program/run-program.ts";
import {
  createLabStreams,
  type StreamRooms,
  type StreamSocket,
} from "./lab-streams.ts";
import { createTokenBucket } from "../program/token-bucket.ts";
import type { Limits } from "./limits.ts";
import { refusalOf, RefusalError } from "./refusal.ts";
import { trackConnection, type Connection } from "../tap/connection.ts";
import type { Scopes } from "../tap/scope.ts";
import type { Tap } from "../tap/tap.ts";
import type { SocketMaker } from "../tap/tapped-socket.ts";
import { SparingWebSockets } from "./unsent/sparing-websockets.ts";
import type { UnsentGroup } from "./unsent/unsent-limits.ts";
import type { WebTransportSession } from "./webtransport/http3-server.ts";

/** One private Socket.IO server that runs one lesson's program. */
export interface Lab {
  readonly lesson: string;
  /** Address of whoever made it. */
  readonly address: string;
  /** Resolves when the program runs or has failed, anew in each restart; never rejects. */
  readonly ready: Promise<void>;
  readonly clients: number;
  /** Whether one more stream may be added. */
  readonly hasStreamLeft: boolean;
  /** Throws a refusal when the lab takes no request; `opens` says it asks for a new connection. */
  admit(opens: boolean): void;
  handleRequest(req: IncomingMessage, res: ServerResponse): void;
  handleUpgrade(req: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** Takes a WebTransport session; throws a refusal where the program's server takes none. */
  takeSession(accept: () => WebTransportSession): void;
  /** Sends a stream what it has missed, then what comes. */
  addStream(stream: StreamSocket, after: StreamAuth["after"]): void;
  /**
   * Closes every connection by its transport and runs the program again. Rejects with a refusal
   * when it is asked for too often.
   */
  restart(): Promise<void>;
  close(why: string): Promise<void>;
}

export interface LabDeps {
  lesson: string;
  address: string;
  program: Program;
  limits: Limits;
  scopes: Scopes;
  MakeSocket: SocketMaker;
  /** The room of this lab's streams, and what sends to it. */
  room: string;
  streams: StreamRooms;
  /** Of its connections. */
  unsent: UnsentGroup;
  /** Clients can come by WebTransport, if the program takes it. */
  webTransport: boolean;
  onClose: () => void;
}

/** Starts a lesson's program on a server of its own. */
export function createLab(deps: LabDeps): Lab {
  const { limits, scopes } = deps;
  const streams = createLabStreams({
    room: deps.room,
    rooms: deps.streams,
    onLeave: watchIdle,
  });
  const mayRestart = createTokenBucket(
    limits.restartsPerSecond,
    limits.restartBurst,
  );
  let closed: Promise<void> | undefined;
  let idle: NodeJS.Timeout | undefined;

  function report(thrown: unknown): void {
    if (!closed) streams.error(toProgramError(thrown));
  }

  function onConnection(conn: Connection, tap: Tap): void {
    const mayCome = createTokenBucket(
      limits.messagesPerSecond,
      limits.messageBurst,
    );
    const admit = (bytes: number): boolean =>
      mayCome(1 + Math.floor(bytes / limits.bytesPerMessage));
    trackConnection(conn, tap, { admit, refuse: () => refuse(conn) });
    deps.unsent.watch(conn, (refusal) => streams.refused(refusal));
    // Only its first packet says whether a WebTransport session is one more client. Socket.IO must
    // have heard of the connection before it is closed.
    if (clients() > limits.clientsPerLab) setImmediate(() => conn.close(true));
    conn.once("close", watchIdle);
    watchIdle();
  }

  function refuse(conn: Connection): void {
    if (conn.readyState !== "open") return;
    conn.close(true);
    streams.refused(refusalOf("tooManyMessages", { ...limits }));
  }

  function begin(): ProgramRun {
    return runProgram({
      program: deps.program,
      scopes,
      record: streams.begin(randomUUID()),
      report,
      notice: (notice) => {
        if (!closed) streams.notice(notice);
      },
      MakeSocket: deps.MakeSocket,
      setting: {
        maxPayloadBytes: limits.maxPayloadBytes,
        webTransport: deps.webTransport,
        wsEngine: SparingWebSockets,
      },
      onConnection,
    });
  }

  async function start(): Promise<void> {
    await run.started;
    watchIdle();
  }

  /** `before` is what is still starting: it need not wait for its server any longer. */
  async function startAgain(before: Promise<void>): Promise<void> {
    await run.stop();
    await before;
    await run.stop();
    if (closed) return;
    run = begin();
    await start();
  }

  /** Counts the time without anyone from now, or stops counting. */
  function watchIdle(): void {
    clearTimeout(idle);
    if (closed || streams.size > 0 || clients() > 0) return;
    idle = setTimeout(
      () => void close(sentence("closingUnused")),
      limits.idleMs,
    );
    idle.unref();
  }

  const clients = (): number => run.server?.labEngine.clientsCount ?? 0;

  function close(why: string): Promise<void> {
    closed ??= shut(why);
    return closed;
  }

  async function shut(why: string): Promise<void> {
    clearTimeout(idle);
    clearTimeout(aged);
    const goodbye = streams.close(why);
    deps.onClose();
    await Promise.all([goodbye, run.stop()]);
  }

  const aged = setTimeout(
    () => void close(sentence("closingOld")),
    limits.maxAgeMs,
  );
  aged.unref();
  let run = begin();
  let ready = start();

  return {
    lesson: deps.lesson,
    address: deps.address,
    get ready() {
      return ready;
    },
    get clients() {
      return clients();
    },
    get hasStreamLeft() {
      return streams.size < limits.streamsPerLab;
    },
    admit(opens) {
      if (closed) throw new RefusalError("labClosing");
      if (run.over) throw refusalBy(run.over);
      if (run.server?.closed) throw new RefusalError("serverClosed");
      if (opens && clients() >= limits.clientsPerLab)
        throw new RefusalError("tooManyClients", { ...limits });
    },
    handleRequest: (req, res) =>
      run.server?.labEngine.handleRequest(asEngineRequest(req), res),
    handleUpgrade: (req, socket, head) =>
      run.server?.labEngine.handleUpgrade(asEngineRequest(req), socket, head),
    takeSession(accept) {
      const engine = run.server?.labEngine;
      if (!engine?.opts.transports?.includes("webtransport"))
        throw new RefusalError("noTransport");
      const session = accept();
      // A session whose stream breaks off before it has said anything.
      engine.onWebTransportSession(session).catch(() => session.close());
    },
    addStream(stream, after) {
      if (closed) {
        stream.conn.close();
        return;
      }
      streams.add(stream, after, !run.over);
      watchIdle();
    },
    async restart() {
      if (!mayRestart()) throw new RefusalError("tooManyRestarts");
      ready = startAgain(ready);
      await ready;
    },
    close,
  };
}

function refusalBy({ why, error }: ProgramOver): RefusalError {
  const { message, file, line } = error;
  const place =
    line === undefined ? file : sentence("placeOfError", { file, line });
  return new RefusalError(why, { place, error: message });
}

type EngineRequest = Parameters<LabServer["labEngine"]["handleRequest"]>[0];

/** The engine fills in what its own kind of request has more. */
function asEngineRequest(req: IncomingMessage): EngineRequest {
  return req;
}
