import type { WebTransportSession } from "../http3-server.ts";
import { createFrameReader, FRAME, writeFrame } from "./frames.ts";
import { CODE, Http3Error } from "./http3-error.ts";
import { readFields, writeFields, type Fields } from "./qpack.ts";
import type { QuicStreams, StreamHandler } from "./quic-streams.ts";
import { createSession, type SessionEnd } from "./session.ts";
import { writeVarint } from "./varint.ts";

/** A client asks for a session; it must be told once whether it gets one. */
export interface Http3Request {
  readonly fields: Fields;
  accept(): WebTransportSession;
  /** Says no, with HTTP's status. */
  refuse(status: number): void;
}

/** Capsule that ends a session: a code of four bytes, then a reason, which is left empty. */
const CLOSE_SESSION = Buffer.concat([
  writeVarint(0x2843),
  writeVarint(4),
  Buffer.alloc(4),
]);

const isSessionRequest = (fields: Fields): boolean =>
  fields.get(":method") === "CONNECT" &&
  fields.get(":protocol") === "webtransport" &&
  fields.get(":scheme") === "https";

/**
 * Takes a request. One for a session, if it is granted, stays open as long as the session does and
 * gives it its name; the session is then in `sessions`.
 */
export function createRequestStream(
  quic: QuicStreams,
  id: number,
  sessions: Map<number, SessionEnd>,
  onRequest: (request: Http3Request) => void,
): StreamHandler {
  const read = createFrameReader([FRAME.headers]);
  let isAnswered = false;
  let isOver = false;
  let hasAsked = false;

  const send = (type: number, payload: Uint8Array, last = false): void => {
    // Where it cannot be sent, the client is gone, which is told otherwise.
    quic.write(id, writeFrame(type, payload), last).catch(() => undefined);
  };
  const answer = (status: number): void => {
    if (isAnswered) return;
    isAnswered = true;
    if (!isOver)
      send(FRAME.headers, writeFields([[":status", String(status)]]), true);
  };

  function accept(): SessionEnd {
    const granted = createSession(quic, () => {
      sessions.delete(id);
      send(FRAME.data, CLOSE_SESSION, true);
    });
    // The settings allow one session on a connection.
    const isOneTooMany = sessions.size > 0;
    if (isOneTooMany) quic.abort(id, CODE.requestRejected);
    if (isAnswered || isOver || isOneTooMany) {
      granted.over();
      return granted;
    }
    isAnswered = true;
    sessions.set(id, granted);
    const fields = writeFields([
      [":status", "200"],
      ["sec-webtransport-http3-draft", "draft02"],
    ]);
    send(FRAME.headers, fields);
    return granted;
  }

  function ask(fields: Fields): void {
    hasAsked = true;
    if (!isSessionRequest(fields)) return answer(404);
    onRequest({ fields, accept: () => accept().session, refuse: answer });
  }

  function over(): void {
    isOver = true;
    sessions.get(id)?.over();
    sessions.delete(id);
  }

  return {
    ready: () => true,
    data(bytes, last) {
      for (const { type, payload } of read(bytes)) {
        const isEarly = type === FRAME.data && !hasAsked;
        if (isEarly || type === FRAME.settings)
          throw new Http3Error(
            CODE.frameUnexpected,
            "This frame does not belong here.",
          );
        if (type === FRAME.headers && !hasAsked) ask(readFields(payload));
      }
      // Whether a capsule said so before or not, this is how a client ends its session.
      if (last) over();
    },
    broken: over,
  };
}
