import {
  createFrameReader,
  FRAME,
  writeFrame,
} from "#server/node/webtransport/http3/frames.ts";
import {
  readFields,
  writeFields,
} from "#server/node/webtransport/http3/qpack.ts";
import { writeSettings } from "#server/node/webtransport/http3/settings.ts";
import { writeVarint } from "#server/node/webtransport/http3/varint.ts";
import { openQuicClient, type QuicClient } from "./quic-client.ts";

/** A client that asks for WebTransport sessions. */
export interface SessionClient extends QuicClient {
  /** Asks for a session and gives the status of the answer. */
  ask(path: string, origin?: string): Promise<string>;
  /** Sends a packet of Engine.IO's on the session's stream; the first opens that. */
  send(packet: string): Promise<void>;
  /** The session's packets, once `enough` says that it is enough. */
  packets(enough: (packets: string[]) => boolean): Promise<string[]>;
}

/** The client's first streams: control, and in both directions. */
const CONTROL = 2;
export const REQUEST = 0;
export const STREAM = 4;

/** The head of a request for a session. */
export const sessionRequest = (fields: Record<string, string>): Buffer =>
  writeFrame(
    FRAME.headers,
    writeFields(
      Object.entries({
        ":method": "CONNECT",
        ":protocol": "webtransport",
        ":scheme": "https",
        ...fields,
      }),
    ),
  );

/** Connects to a server on this machine and says its settings. */
export async function openSessionClient(port: number): Promise<SessionClient> {
  const client = await openQuicClient(port);
  const { quic } = client;
  await quic.write(
    CONTROL,
    Buffer.concat([writeVarint(0x00), writeSettings()]),
  );
  let isOpen = false;

  return {
    ...client,
    async ask(path, origin = `http://127.0.0.1:${port}`) {
      const authority = `127.0.0.1:${port}`;
      const fields = { ":authority": authority, ":path": path, origin };
      await quic.write(REQUEST, sessionRequest(fields));
      const answer = await client.came(
        REQUEST,
        (bytes) => headersIn(bytes) !== undefined,
      );
      return readFields(headersIn(answer) ?? answer).get(":status") ?? "";
    },
    async send(packet) {
      // Its length in two bytes after a mark, as a WebSocket frame has it.
      const head = Buffer.of(126, packet.length >> 8, packet.length & 0xff);
      const first = Buffer.concat([writeVarint(0x41), writeVarint(REQUEST)]);
      const parts = [head, Buffer.from(packet)];
      await quic.write(
        STREAM,
        Buffer.concat(isOpen ? parts : [first, ...parts]),
      );
      isOpen = true;
    },
    async packets(enough) {
      const bytes = await client.came(STREAM, (each) => enough(read(each)));
      return read(bytes);
    },
  };
}

const headersIn = (bytes: Buffer): Buffer | undefined =>
  createFrameReader([FRAME.headers])(bytes).find(
    ({ type }) => type === FRAME.headers,
  )?.payload;

/** The whole packets in a stream's bytes, each of which is text. */
function read(bytes: Buffer): string[] {
  const packets: string[] = [];
  for (let at = 0; at < bytes.length;) {
    const short = (bytes[at] ?? 0) & 0x7f;
    const start = at + (short === 126 ? 3 : 1);
    const size = short === 126 ? bytes.readUInt16BE(at + 1) : short;
    if (start + size > bytes.length) break;
    packets.push(bytes.toString("utf8", start, start + size));
    at = start + size;
  }
  return packets;
}
