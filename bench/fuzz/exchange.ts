import { connect, type Socket } from "node:net";

/** How long anything may take, in milliseconds: what takes longer has hung. */
const DEADLINE_MS = 10_000;

/** What came of sending something. */
export interface Exchange {
  /** All that came, as Latin-1. */
  readonly answer: string;
  /** The server neither answered nor closed. */
  readonly hung: boolean;
}

/** Sends bytes on a connection of their own, and waits for the first of an answer, or its end. */
export function exchange(url: URL, sent: Buffer): Promise<Exchange> {
  return new Promise((resolve) => {
    let answer = "";
    const socket = open(url);
    const end = (hung: boolean): void => {
      clearTimeout(late);
      socket.destroy();
      resolve({ answer, hung });
    };
    const late = setTimeout(() => end(true), DEADLINE_MS);
    socket.on("data", (data) => {
      answer += data.toString("latin1");
      if (isWhole(answer)) end(false);
    });
    socket.on("error", () => end(false));
    socket.on("end", () => end(false));
    socket.on("close", () => end(false));
    // Whatever was announced, no more comes.
    socket.end(sent);
  });
}

/** Opens a WebSocket, sends frames and then a ping; what came after the handshake is the answer. */
export function exchangeFrames(
  url: URL,
  path: string,
  frames: readonly (string | Buffer)[],
): Promise<Exchange> {
  return new Promise((resolve) => {
    let answer = "";
    let isOpen = false;
    const socket = open(url);
    const end = (hung: boolean): void => {
      clearTimeout(late);
      socket.destroy();
      resolve({ answer, hung });
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
        socket.write(masked(PING, 0x9));
      }
      // Who still reads answers the ping, with what it was sent.
      if (answer.includes(`\u008a${String.fromCharCode(PING.length)}${PING}`))
        end(false);
    });
    socket.write(
      `GET ${path} HTTP/1.1\r\nHost: ${url.host}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n`,
    );
  });
}

const PING = "are you there?";

const open = (url: URL): Socket =>
  connect({ port: Number(url.port), host: url.hostname, allowHalfOpen: true });

/** A frame under a mask of zeros, which leaves it as it is. */
function masked(data: string | Buffer, opcode?: number): Buffer {
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
