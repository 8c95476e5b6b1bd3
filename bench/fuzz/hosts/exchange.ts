import { connect, type Socket } from "node:net";
import type { Data, Exchange } from "../driver.ts";

/** How long anything may take, in milliseconds: what takes longer has hung. */
const DEADLINE_MS = 10_000;
/** How long an answer is waited for before the connection is half closed, in milliseconds. */
const PATIENCE_MS = 2_000;

/** Sends bytes on a connection of their own, and waits for the first of an answer, or its end. */
export function exchange(url: URL, sent: Buffer): Promise<Exchange> {
  return new Promise((resolve) => {
    let answer = "";
    const socket = open(url);
    const end = (hung: boolean): void => {
      clearTimeout(late);
      clearTimeout(over);
      socket.destroy();
      resolve({ sent: sent.toString("latin1"), answer, hung });
    };
    const late = setTimeout(() => end(true), DEADLINE_MS);
    // Whatever was announced, no more comes. Node takes whoever says so at once for gone.
    const over = setTimeout(() => socket.end(), PATIENCE_MS);
    socket.on("data", (data) => {
      answer += data.toString("latin1");
      if (isWhole(answer)) end(false);
    });
    socket.on("error", () => end(false));
    socket.on("end", () => end(false));
    socket.on("close", () => end(false));
    socket.write(sent);
  });
}

/** Opens a WebSocket, sends frames and then a ping; what came after the handshake is the answer. */
export function exchangeFrames(
  url: URL,
  path: string,
  frames: readonly Data[],
): Promise<Exchange> {
  return new Promise((resolve) => {
    let answer = "";
    let isOpen = false;
    /** How much of the answer are frames that were looked at. */
    let read = 0;
    const socket = open(url);
    const end = (hung: boolean): void => {
      clearTimeout(late);
      socket.destroy();
      resolve({ sent: JSON.stringify(frames), answer, hung, isStream: true });
    };
    const late = setTimeout(() => end(true), DEADLINE_MS);
    socket.on("error", () => end(false));
    socket.on("end", () => end(false));
    socket.on("close", () => end(false));
    socket.on("data", (data) => {
      answer += data.toString("latin1");
      if (!isOpen) {
        const place = answer.indexOf("\r\n\r\n");
        if (place < 0) return;
        if (!answer.startsWith("HTTP/1.1 101")) return end(false);
        isOpen = true;
        answer = answer.slice(place + 4);
        for (const frame of frames) socket.write(masked(frame));
        socket.write(masked(PING, PING_CODE));
      }
      for (
        let next = frameAt(answer, read);
        next;
        next = frameAt(answer, read)
      ) {
        read = next.end;
        // Who still reads answers the ping.
        if (next.opcode === PONG_CODE) return end(false);
        // A goodbye is answered with one; then the server ends the connection.
        if (next.opcode === CLOSE_CODE) socket.write(masked("", CLOSE_CODE));
      }
    });
    socket.write(
      `GET ${path} HTTP/1.1\r\nHost: ${url.host}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n`,
    );
  });
}

const CLOSE_CODE = 0x8;
const PING_CODE = 0x9;
const PONG_CODE = 0xa;

/** The frame that begins at a place, if all of it has come. */
function frameAt(
  answer: string,
  at: number,
): { opcode: number; end: number } | undefined {
  const bytes = Buffer.from(answer.slice(at, at + 10), "latin1");
  if (bytes.length < 2) return undefined;
  const [first = 0, short = 0] = bytes;
  const wide = short === 126 ? 2 : short === 127 ? 8 : 0;
  if (bytes.length < 2 + wide) return undefined;
  const length =
    wide === 0
      ? short
      : wide === 2
        ? bytes.readUInt16BE(2)
        : Number(bytes.readBigUInt64BE(2));
  const end = at + 2 + wide + length;
  return end > answer.length ? undefined : { opcode: first & 0xf, end };
}

const PING = "are you there?";

const open = (url: URL): Socket =>
  connect({ port: Number(url.port), host: url.hostname, allowHalfOpen: true });

/** A frame under a mask of zeros, which leaves it as it is. */
function masked(data: Data, opcode?: number): Buffer {
  const body = Buffer.from(data);
  const code = opcode ?? (typeof data === "string" ? 1 : 2);
  const head = Buffer.alloc(10);
  head[0] = 0x80 | code;
  head[1] = 0x80 | 127;
  head.writeBigUInt64BE(BigInt(body.length), 2);
  if (code >= 8)
    return Buffer.concat([
      Buffer.of(0x80 | code, 0x80 | body.length),
      ZEROS,
      body,
    ]);
  return Buffer.concat([head, ZEROS, body]);
}

const ZEROS = Buffer.alloc(4);

/** Whether an answer has come to its end, as far as its head tells. */
function isWhole(answer: string): boolean {
  const place = answer.indexOf("\r\n\r\n");
  if (place < 0) return false;
  if (answer.startsWith("HTTP/1.1 100"))
    return isWhole(answer.slice(place + 4));
  const length = /^content-length: *(\d+)/im.exec(answer.slice(0, place))?.[1];
  return length === undefined
    ? answer.startsWith("HTTP/1.1 101") || answer.endsWith("0\r\n\r\n")
    : answer.length - place - 4 >= Number(length);
}
