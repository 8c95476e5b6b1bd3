import { readControl } from "./control-stream.ts";
import { CODE, Http3Error } from "./http3-error.ts";
import type { QuicStreams, StreamHandler } from "./quic-streams.ts";
import { createRequestStream, type Http3Request } from "./request-stream.ts";
import type { SessionEnd } from "./session.ts";
import { writeSettings } from "./settings.ts";
import { readVarint, writeVarint } from "./varint.ts";

/** One client's HTTP/3. */
export interface Http3Connection {
  /** Begins, once QUIC's handshake is done. */
  open(): void;
  /** What takes a stream that the client has opened. May throw an `Http3Error`. */
  accept(stream: number): StreamHandler;
  /** The connection is gone. */
  over(): void;
}

/** The server's first stream in one direction. */
const CONTROL_STREAM = 3;
/** What the first integer of a stream says it is. */
const STREAM = {
  control: 0x00,
  push: 0x01,
  qpackEncoder: 0x02,
  qpackDecoder: 0x03,
  session: 0x41,
} as const;

/**
 * HTTP/3 as far as WebTransport needs it (RFC 9114, RFC 9220, draft-ietf-webtrans-http3): requests
 * for sessions, and their streams. Any other request is answered with 404.
 */
export function createHttp3Connection(
  quic: QuicStreams,
  onRequest: (request: Http3Request) => void,
): Http3Connection {
  const sessions = new Map<number, SessionEnd>();
  const critical = new Set<number>();

  /** Reads on a stream that the client alone writes to. */
  function oneWay(id: number, type: number): StreamHandler {
    if (
      type === STREAM.control ||
      type === STREAM.qpackEncoder ||
      type === STREAM.qpackDecoder
    ) {
      if (critical.has(type))
        throw new Http3Error(CODE.streamCreationError, "It was there already.");
      critical.add(type);
      return type === STREAM.control ? readControl() : ignore(true);
    }
    if (type === STREAM.push)
      throw new Http3Error(CODE.streamCreationError, "A client cannot push.");
    quic.abort(id, CODE.streamCreationError);
    return ignore();
  }

  /** A stream that the client has opened within a session. */
  function ofSession(id: number, session: number): StreamHandler {
    const handler = sessions.get(session)?.accept(id);
    if (handler) return handler;
    quic.abort(id, CODE.streamRejected);
    return ignore();
  }

  return {
    open() {
      const start = Buffer.concat([
        writeVarint(STREAM.control),
        writeSettings(),
      ]);
      // Where it cannot be sent, the connection is gone.
      quic.write(CONTROL_STREAM, start).catch(() => undefined);
    },
    accept(id) {
      const isOneWay = id % 4 === 2;
      return beginning((bytes) => {
        const type = readVarint(bytes);
        if (!type) return undefined;
        if (isOneWay)
          return { handler: oneWay(id, type.value), rest: type.end };
        // A request's first integer is the type of its first frame.
        if (type.value !== STREAM.session)
          return {
            handler: createRequestStream(quic, id, sessions, onRequest),
            rest: 0,
          };
        const session = readVarint(bytes, type.end);
        return (
          session && {
            handler: ofSession(id, session.value),
            rest: session.end,
          }
        );
      });
    },
    over() {
      for (const session of sessions.values()) session.over();
      sessions.clear();
    },
  };
}

/** Takes a stream's first bytes until `find` can tell what the stream is, which then takes over. */
function beginning(
  find: (bytes: Buffer) => { handler: StreamHandler; rest: number } | undefined,
): StreamHandler {
  let held = Buffer.alloc(0);
  let handler: StreamHandler | undefined;
  return {
    ready: () => handler?.ready() ?? true,
    data(bytes, last) {
      if (handler) {
        handler.data(bytes, last);
        return;
      }
      held = Buffer.concat([held, bytes]);
      const found = find(held);
      if (!found) return;
      handler = found.handler;
      const rest = held.subarray(found.rest);
      if (rest.length > 0 || last) handler.data(rest, last);
    },
    broken: () => handler?.broken(),
  };
}

/** Reads a stream that says nothing of use; an end of it is an error where it must stay open. */
function ignore(isCritical = false): StreamHandler {
  const end = (): void => {
    if (isCritical)
      throw new Http3Error(CODE.closedCriticalStream, "It must stay open.");
  };
  return {
    ready: () => true,
    data: (_, last) => {
      if (last) end();
    },
    broken: end,
  };
}
