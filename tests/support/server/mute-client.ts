import { once } from "node:events";
import { connect, type Socket } from "node:net";

/** A client that says what it is told to and never reads what comes. */
export interface MuteClient {
  /** Sends Engine.IO packets, such as "40" to connect and "3" to answer a ping. */
  send(...packets: string[]): void;
  /** Sends so many pings of WebSocket's own; resolves when the system has taken all of them. */
  ping(times: number, text: string): Promise<void>;
  /** Says that nothing more will come, and reads; resolves with the bytes that had waited. */
  readAll(): Promise<number>;
  /** Resolves when the server has ended the connection, though nothing was read. */
  readonly ended: Promise<void>;
  close(): void;
}

/**
 * Speaks WebSocket by hand on a connection of its own. The handshake's answer is the last that it
 * reads; as an event it would not hear of an end that stands after what it does not read, so it
 * writes until that fails.
 */
export async function openMuteClient(
  port: number,
  path: string,
  query = "",
): Promise<MuteClient> {
  const socket = await dial(port);
  const url = `${path}/?EIO=4&transport=websocket${query}`;
  socket.write(
    `GET ${url} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n` +
      "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n" +
      "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n",
  );
  await once(socket, "readable");
  socket.read();
  const pings = setInterval(() => socket.write(frame(PONG, "")), 20);
  // Not by `once` of Node's events, which takes the error of such a write for a failure.
  const ended = new Promise<void>((done) => socket.once("close", done));
  void ended.then(() => clearInterval(pings));
  return {
    send(...packets) {
      for (const packet of packets) socket.write(frame(TEXT, packet));
    },
    ping(times, text) {
      const all = Buffer.concat(Array<Buffer>(times).fill(frame(PING, text)));
      return new Promise((done) => socket.write(all, () => done()));
    },
    async readAll() {
      let bytes = 0;
      clearInterval(pings);
      socket.end();
      socket.on("data", (data: Buffer) => (bytes += data.length));
      await ended;
      return bytes;
    },
    ended,
    close: () => void socket.destroy(),
  };
}

/** A connection whose errors end it and nothing else. */
export async function dial(port: number): Promise<Socket> {
  const socket = connect(port, "127.0.0.1");
  socket.on("error", () => socket.destroy());
  await once(socket, "connect");
  return socket;
}

const TEXT = 0x1;
const PING = 0x9;
const PONG = 0xa;

/** A short frame of a client: masked, with a mask that leaves it as it is. */
export function frame(kind: number, text: string): Buffer {
  const data = Buffer.from(text);
  if (data.length > 125) throw new RangeError("It is too long for this.");
  return Buffer.concat([
    Buffer.from([0x80 | kind, 0x80 | data.length, 0, 0, 0, 0]),
    data,
  ]);
}
