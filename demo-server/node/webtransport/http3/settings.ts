import { FRAME, writeFrame } from "./frames.ts";
import { writeVarint } from "./varint.ts";

/** What this server says of itself, by HTTP/3's numbers. */
const SETTINGS: readonly (readonly [id: number, value: number])[] = [
  // QPACK has no dynamic table, so no field waits for another stream.
  [0x01, 0],
  [0x07, 0],
  // A CONNECT may name a protocol (RFC 9220), and datagrams may come (RFC 9297).
  [0x08, 1],
  [0x33, 1],
  // WebTransport as drafts 2 and 7 have it, one session on a connection. Later drafts want limits
  // that grow as a session goes on.
  [0x2b60_3742, 1],
  [0xc671_706a, 1],
];

/** The frame that begins this server's control stream. */
export const writeSettings = (): Buffer =>
  writeFrame(
    FRAME.settings,
    Buffer.concat(SETTINGS.flat().map((number) => writeVarint(number))),
  );
