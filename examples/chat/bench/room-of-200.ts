import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { Socket } from "socket.io-client";
import { io } from "socket.io-client";
import { BACKENDS, startChat, temporaryFile } from "../tests/chat-process.ts";
import { newId, somebody } from "../tests/open-tab.ts";

/** How long a message takes to every screen of a full room, beside a bare broadcast in the same run. */
const CLIENTS = Number(process.env["CHAT_CLIENTS"] ?? 200);
const MESSAGES = Number(process.env["CHAT_MESSAGES"] ?? 100);
const BLOCKS = 4;
const PAUSE = 60;
const ROOM = "Full";

const pause = (milliseconds: number) =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

async function startBare() {
  const file = fileURLToPath(new URL("bare-server.ts", import.meta.url));
  const child = spawn(process.execPath, [file], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  for await (const line of createInterface({ input: child.stdout })) {
    const port = /localhost:(\d+)/.exec(line)?.[1];
    if (port)
      return {
        url: `http://127.0.0.1:${port}`,
        stop: async () => {
          child.kill();
          await once(child, "exit");
        },
      };
  }
  throw new Error("The bare server ended before it listened.");
}

async function fill(url: string): Promise<Socket[]> {
  const sockets: Socket[] = [];
  for (let n = 1; n <= CLIENTS; n += 1) {
    const socket = io(url, {
      auth: somebody(`Client ${n}`),
      transports: ["websocket"],
      forceNew: true,
    });
    await once(socket as never, "connect");
    // The bare server does not know `join` and never answers it.
    socket.emit("join", { room: ROOM }, () => undefined);
    sockets.push(socket);
  }
  return sockets;
}

/** The milliseconds to each screen of each message of one block. */
async function measure(sockets: Socket[], count: number): Promise<number[]> {
  const took: number[] = [];
  for (let n = 0; n < count; n += 1) {
    const message = {
      id: newId(),
      room: ROOM,
      text: `message ${n} `.repeat(8),
    };
    const from = performance.now();
    const all = sockets.map(
      (socket) =>
        new Promise<void>((resolve) => {
          socket.once("message", () => {
            took.push(performance.now() - from);
            resolve();
          });
        }),
    );
    sockets[n % sockets.length]?.emit("send", message, () => undefined);
    await Promise.all(all);
    await pause(PAUSE);
  }
  return took;
}

const at = (sorted: number[], part: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? NaN;

const place = temporaryFile();
const servers: { name: string; url: string; stop: () => Promise<void> }[] = [
  { name: "bare socket.io", ...(await startBare()) },
];
for (const backend of BACKENDS)
  servers.push({
    name: `the chat on ${backend.name}`,
    ...(await startChat(backend, place.file)),
  });

const rooms = [];
for (const server of servers)
  rooms.push({ server, sockets: await fill(server.url), took: [] as number[] });
for (const { sockets } of rooms) await measure(sockets, 10);
// In turn, so that whatever else this computer does is shared by all.
for (let block = 0; block < BLOCKS; block += 1)
  for (const { sockets, took } of rooms)
    took.push(...(await measure(sockets, MESSAGES / BLOCKS)));

let bare = NaN;
for (const { server, sockets, took } of rooms) {
  for (const socket of sockets) socket.disconnect();
  await server.stop();
  const sorted = took.sort((a, b) => a - b);
  const p95 = at(sorted, 0.95);
  if (Number.isNaN(bare)) bare = p95;
  console.log(
    `${server.name}: ${CLIENTS} clients, ${sorted.length} deliveries, ` +
      `p50 ${at(sorted, 0.5).toFixed(1)} ms, p95 ${p95.toFixed(1)} ms, ` +
      `${(p95 / bare).toFixed(2)}x the bare p95`,
  );
}
place.remove();
