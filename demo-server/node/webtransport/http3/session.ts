import type { SessionStream, WebTransportSession } from "../http3-server.ts";
import { CODE } from "./http3-error.ts";
import type { QuicStreams, StreamHandler } from "./quic-streams.ts";

/**
 * A browser that hears of a session's end throws away what it has not read yet, so it gets this
 * many milliseconds for what was written last.
 */
const GRACE_MS = 100;

/** A session, and what its connection tells it. */
export interface SessionEnd {
  readonly session: WebTransportSession;
  /** Takes a stream that the client has opened; undefined where it takes no more. */
  accept(stream: number): StreamHandler | undefined;
  /** The session is over. */
  over(): void;
}

/** Opens a session. It takes one stream, which is what Engine.IO uses; `close` tells the client. */
export function createSession(
  quic: QuicStreams,
  close: () => void,
): SessionEnd {
  const closed = Promise.withResolvers<void>();
  let isOpen = true;
  let stream: { id: number; handler: StreamHandler } | undefined;
  let incoming: ReadableStreamDefaultController<SessionStream>;
  const incomingBidirectionalStreams = new ReadableStream<SessionStream>({
    start(controller) {
      incoming = controller;
    },
  });

  function end(): void {
    isOpen = false;
    if (stream) stream.handler.broken();
    else incoming.close();
    closed.resolve();
  }

  return {
    session: {
      ready: Promise.resolve(),
      closed: closed.promise,
      incomingBidirectionalStreams,
      close() {
        if (!isOpen) return;
        end();
        setTimeout(() => {
          close();
          // Of a client that has not read till now, nothing is kept.
          if (stream) quic.abort(stream.id, CODE.sessionGone);
        }, GRACE_MS);
      },
    },
    accept(id) {
      if (!isOpen || stream) return undefined;
      const { web, handler } = createStream(quic, id);
      stream = { id, handler };
      incoming.enqueue(web);
      incoming.close();
      return handler;
    },
    over() {
      if (!isOpen) return;
      end();
      if (stream) quic.abort(stream.id, CODE.sessionGone);
    },
  };
}

/** Makes a stream of the web's out of one of QUIC's, each slowing the other down. */
function createStream(
  quic: QuicStreams,
  id: number,
): { web: SessionStream; handler: StreamHandler } {
  let isOpen = true;
  let incoming: ReadableStreamDefaultController<Uint8Array>;

  function end(): void {
    if (isOpen) incoming.close();
    isOpen = false;
  }

  return {
    web: {
      readable: new ReadableStream<Uint8Array>({
        start(controller) {
          incoming = controller;
        },
        pull: () => quic.resume(id),
        cancel: () => {
          isOpen = false;
          quic.resume(id);
        },
      }),
      writable: new WritableStream<Uint8Array>({
        write: (bytes) => quic.write(id, bytes),
        close: () => quic.write(id, new Uint8Array(), true),
      }),
    },
    handler: {
      // Of a stream that nobody reads, what comes is thrown away.
      ready: () => !isOpen || (incoming.desiredSize ?? 0) > 0,
      data(bytes, last) {
        if (isOpen && bytes.length > 0) incoming.enqueue(bytes);
        if (last) end();
      },
      broken: end,
    },
  };
}
