import { chromium } from "@playwright/test";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import buildClient from "../tests/browser/build-client.ts";
import { BACKENDS, startChat, temporaryFile } from "../tests/chat-process.ts";
import type { FullRoom, Took } from "./full-room.ts";
import { fillRoom } from "./full-room.ts";

/**
 * How long a message takes from the key pressed in one browser to another's screen, in a room of
 * 200, beside a bare broadcast by the same kind of server in the same run: `node bench/chat.ts`. Ends
 * with code 1 where a target is missed.
 */
const CLIENTS = Number(process.env["CHAT_CLIENTS"] ?? 200);
const MESSAGES = Number(process.env["CHAT_MESSAGES"] ?? 200);
const BLOCKS = 10;
/**
 * What must be reached: milliseconds to the screen; and in Node that many times a bare broadcast, to
 * the screen and to the sockets.
 */
const MOST_MS = 50;
const MOST_TIMES = 1.5;

await buildClient();
process.env["BARE_CLIENT"] = fileURLToPath(
  import.meta.resolve("socket.io-client/dist/socket.io.js"),
);
const program = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const BARE = {
  Node: program("bare-server.ts"),
  Flask: program("bare_app.py"),
};

const quantile = (values: number[], share: number) =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length * share)] ?? NaN;

const elsewhere = process.env["CHAT_CHROMIUM"] ?? "/usr/bin/chromium";
const launch = () =>
  chromium.launch(
    existsSync(chromium.executablePath())
      ? {}
      : { executablePath: elsewhere, args: ["--no-sandbox"] },
  );
const browsers = [await launch(), await launch()] as const;
const rooms: { name: string; room: FullRoom; took: Took }[] = [];
const stops: (() => Promise<void>)[] = [];
const removes: (() => void)[] = [];
for (const backend of BACKENDS)
  for (const [name, serverProgram] of [
    [`bare, ${backend.name}`, BARE[backend.name]],
    [`the chat, ${backend.name}`, backend.program],
  ] as const) {
    // Each has a file of its own: in one, each room would hear of the other's messages.
    const { file, remove } = temporaryFile();
    removes.push(remove);
    const server = await startChat(
      { ...backend, program: serverProgram },
      file,
    );
    stops.push(server.stop);
    rooms.push({
      name,
      room: await fillRoom(server.url, browsers, CLIENTS),
      took: { screen: [], page: [], sockets: [] },
    });
  }

for (const { room } of rooms) await room.measure(5);
// In turn, so that whatever else this computer does is shared by all.
for (let block = 0; block < BLOCKS; block += 1)
  for (const { room, took } of rooms) {
    const { screen, page, sockets } = await room.measure(MESSAGES / BLOCKS);
    took.screen.push(...screen);
    took.page.push(...page);
    took.sockets.push(...sockets);
  }

console.log(
  `${CLIENTS} clients in the room, ${MESSAGES} messages, milliseconds from the key pressed\n`,
);
const parts = ["screen", "page", "sockets"] as const;
const p95s = new Map<string, Record<(typeof parts)[number], number>>();
for (const { name, took } of rooms) {
  const p95 = (part: (typeof parts)[number]) => quantile(took[part], 0.95);
  p95s.set(name, {
    screen: p95("screen"),
    page: p95("page"),
    sockets: p95("sockets"),
  });
  const figures = parts.map(
    (part) =>
      `${part} p50 ${quantile(took[part], 0.5).toFixed(1)} p95 ${p95(part).toFixed(1)}`,
  );
  console.log(`${name.padEnd(16)} ${figures.join("   ")}`);
}
console.log("");
for (const { name: backend } of BACKENDS) {
  const bare = p95s.get(`bare, ${backend}`);
  const chat = p95s.get(`the chat, ${backend}`);
  if (!bare || !chat) continue;
  const screen = chat.screen / bare.screen;
  const sockets = chat.sockets / bare.sockets;
  const isReached =
    chat.screen < MOST_MS &&
    (backend !== "Node" || [screen, sockets].every((one) => one <= MOST_TIMES));
  if (!isReached) process.exitCode = 1;
  console.log(
    `${backend}: ${isReached ? "reached" : "MISSED"}. p95 to the screen ${chat.screen.toFixed(1)} ms ` +
      `(under ${MOST_MS}); the bare broadcast times ${screen.toFixed(2)} to the screen, ` +
      `${sockets.toFixed(2)} to the sockets` +
      (backend === "Node" ? ` (at most ${MOST_TIMES})` : ""),
  );
}

for (const { room } of rooms) await room.close();
for (const stop of stops) await stop();
for (const browser of browsers) await browser.close();
for (const remove of removes) remove();
