import { Server as Engine, type Socket as EngineSocket } from "engine.io";
import { Server, type DefaultEventsMap } from "socket.io";
import * as v from "valibot";
import type { WebTransportOffer } from "#contract/health.ts";
import {
  restartArguments,
  streamAuth,
  type PageEvents,
  type Refusal,
  type StreamAuth,
  type StreamEvents,
} from "#contract/stream.ts";
import type { Lab } from "./lab.ts";
import { createTokenBucket } from "../program/token-bucket.ts";
import type { Limits } from "./limits.ts";
import type { AddressOf } from "./visitors/public-address.ts";
import { RefusalError, toRefusal } from "./refusal.ts";
import type { Connection } from "../tap/connection.ts";
import { SparingWebSockets } from "./unsent/sparing-websockets.ts";
import type { UnsentGroup } from "./unsent/unsent-limits.ts";

interface StreamData {
  lab: Lab;
  after: StreamAuth["after"];
}

export type StreamServer = Server<
  PageEvents,
  StreamEvents,
  DefaultEventsMap,
  StreamData
>;

/**
 * Makes the endpoint that carries hops to the pages. All that a page sends on it is the handshake,
 * heartbeats and the call to restart.
 */
export function createStreams(
  limits: Limits,
  unsent: UnsentGroup,
): {
  server: StreamServer;
  engine: Engine;
} {
  const options = {
    serveClient: false,
    maxHttpBufferSize: limits.maxStreamPayloadBytes,
    httpCompression: false,
    wsEngine: SparingWebSockets,
  };
  const server: StreamServer = new Server(options);
  const engine = new Engine(options);
  engine.on("connection", (conn: EngineSocket) => {
    // A page that comes back is told what it missed.
    unsent.watch(conn as unknown as Connection);
    const admit = createTokenBucket(
      limits.streamMessagesPerSecond,
      limits.streamMessageBurst,
    );
    conn.on("packet", ({ type }: { type: string }) => {
      if (type === "message" && !admit()) conn.close(true);
    });
  });
  server.bind(engine);
  return { server, engine };
}

/** What streams need of their host. */
interface StreamDeps {
  readonly enter: (lesson: string, id: string, address: string) => Promise<Lab>;
  readonly addressOf: AddressOf;
  /** How WebTransport is reached, if it is. */
  readonly offer: () => WebTransportOffer | undefined;
}

/** Lets each stream into the lab that it names. */
export function serveStreams(
  server: StreamServer,
  { enter, addressOf, offer }: StreamDeps,
): void {
  server.use((socket, next) => {
    open(socket.handshake.auth, addressOf(socket.request), enter).then(
      (data) => {
        Object.assign(socket.data, data);
        next();
      },
      (error: unknown) => next(refusalError(toRefusal(error))),
    );
  });
  server.on("connection", (socket) => {
    const { lab, after } = socket.data;
    const webTransport = offer();
    if (webTransport) socket.emit("webTransport", webTransport);
    lab.addStream(socket, after);
    socket.on("restart", (...given) => {
      const call = v.safeParse(restartArguments, given);
      // Without an acknowledgement there is nobody to tell.
      if (!call.success) return;
      const [done] = given;
      lab.restart().then(
        () => done(null),
        (error: unknown) => done(toRefusal(error)),
      );
    });
  });
}

async function open(
  given: unknown,
  address: string,
  enter: StreamDeps["enter"],
): Promise<StreamData> {
  const auth = v.safeParse(streamAuth, given);
  if (!auth.success) {
    throw new RefusalError("badStream");
  }
  const { lesson, lab: id, after } = auth.output;
  const lab = await enter(lesson, id, address);
  await lab.ready;
  if (!lab.hasStreamLeft) {
    throw new RefusalError("tooManyStreams");
  }
  return { lab, after };
}

function refusalError(refusal: Refusal): Error & { data: Refusal } {
  return Object.assign(new Error(refusal.message), { data: refusal });
}
