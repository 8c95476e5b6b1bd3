/**
 * Measures what clients cost that answer pings and never read: `node bench/unread.ts --seconds 45`
 * starts the bundled server, opens 20 of them in one lab beside a client that sends 90 kB messages,
 * which the lesson broadcasts, and prints the server's memory (`--transport polling` for theirs).
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { createInterface } from "node:readline";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { io } from "socket.io-client";
import { HEALTH_PATH, type Health } from "#contract/health.ts";
import { labPath } from "#contract/stream.ts";

const PATH = labPath("broadcast", "bench-lab-0123456789abcdef");
const CLIENTS = 20;
const TEXT = "x".repeat(90_000);
/** How often they answer, and how often messages are sent, in milliseconds. */
const PONG_MS = 5_000;
const SEND_MS = 50;

const { values } = parseArgs({
  options: {
    seconds: { type: "string", default: "45" },
    transport: { type: "string", default: "websocket" },
    rate: { type: "string", default: "320" },
    heap: { type: "string", default: "4096" },
  },
});

const server = spawn(
  process.execPath,
  [
    `--max-old-space-size=${values.heap}`,
    fileURLToPath(new URL("../demo-server/node/main.ts", import.meta.url)),
    "--no-flask",
    "--port",
    "0",
  ],
  { stdio: ["ignore", "pipe", "inherit"] },
);
process.once("exit", () => server.kill());
server.once("exit", (code) => {
  console.log(`The server ended: ${code ?? "killed"}`);
  process.exit(1);
});
const url = await address();

const mute =
  values.transport === "polling" ? createMutePolling : createMuteWebSocket;
const kept = await Promise.all(Array.from({ length: CLIENTS }, () => mute()));
const sender = io(url, {
  path: PATH,
  transports: ["websocket"],
  forceNew: true,
});
await new Promise<void>((done) => sender.once("connect", done));
console.log(`at the start   ${await memory()}`);
const perTurn = (Number(values.rate) * SEND_MS) / 1_000;
let sent = 0;
const sending = setInterval(() => {
  if (!sender.connected) return;
  for (let n = 0; n < perTurn; n += 1) sender.emit("chat", TEXT);
  sent += perTurn;
}, SEND_MS);
for (let at = 0; at < Number(values.seconds); at += 5) {
  await delay(5_000);
  console.log(`after ${String(at + 5).padStart(2)} s      ${await memory()}`);
}
clearInterval(sending);
const open = kept.filter((isOpen) => isOpen()).length;
console.log(`${sent} messages sent; ${open} of ${CLIENTS} still connected`);
process.exit(0);

async function address(): Promise<string> {
  for await (const line of createInterface({ input: server.stdout })) {
    const found = / (http:\S+)$/.exec(line)?.[1];
    if (found !== undefined) return found.replace("localhost", "127.0.0.1");
  }
  throw new Error("The server does not say where it is.");
}

async function memory(): Promise<string> {
  const answer = await fetch(url + HEALTH_PATH);
  const { memory } = (await answer.json()) as Health;
  return `${(memory.rss / 1e6).toFixed(0)} MB, of which heap ${(memory.heapUsed / 1e6).toFixed(0)} MB`;
}

/** A WebSocket spoken by hand on a connection that is never read. */
async function createMuteWebSocket(): Promise<() => boolean> {
  const socket = await dial();
  socket.write(
    `GET ${PATH}/?EIO=4&transport=websocket HTTP/1.1\r\nHost: ${new URL(url).host}\r\n` +
      "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n" +
      "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n",
  );
  await once(socket, "readable");
  socket.read();
  socket.write(frame("40"));
  setInterval(() => socket.write(frame("3")), PONG_MS);
  return () => socket.writable;
}

/** A masked frame of text; a mask of zeros leaves it as it is. */
function frame(text: string): Buffer {
  const head = Buffer.from([0x81, 0x80 | text.length, 0, 0, 0, 0]);
  return Buffer.concat([head, Buffer.from(text)]);
}

/** A session that answers pings by POST and polls only once. */
async function createMutePolling(): Promise<() => boolean> {
  const poll = `${url}${PATH}/?EIO=4&transport=polling`;
  const text = await (await fetch(poll)).text();
  const { sid } = JSON.parse(text.slice(1)) as { sid: string };
  let isOpen = true;
  const post = async (body: string): Promise<void> => {
    const answer = await fetch(`${poll}&sid=${sid}`, { method: "POST", body });
    isOpen &&= answer.ok;
  };
  await post("40");
  setInterval(() => void post("3").catch(() => (isOpen = false)), PONG_MS);
  return () => isOpen;
}

async function dial(): Promise<Socket> {
  const { port, hostname } = new URL(url);
  const socket = connect(Number(port), hostname);
  socket.on("error", () => socket.destroy());
  await once(socket, "connect");
  return socket;
}
