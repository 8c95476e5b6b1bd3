/**
 * Measures the modes of Flask-SocketIO: how long a broadcast takes to reach each of 100 and of 300
 * clients. `node bench/flask-modes.ts`; `--python` names another Python than the Flask host's own,
 * such as one that has eventlet.
 */
import { spawn, type ChildProcess } from "node:child_process";
import { readFileSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { io, type Socket } from "socket.io-client";

const path = (name: string): string =>
  fileURLToPath(new URL(name, import.meta.url));

const FLASK = path("../demo-server/flask");
const MODES = ["threading", "eventlet", "gevent", "gevent-roundtrip"] as const;
const ROUNDS = 40;
const PAUSE_MS = 50;
/** A mode that has not delivered by then has failed. */
const PATIENCE_MS = 20_000;

const { values } = parseArgs({
  options: {
    python: { type: "string", default: `${FLASK}/.venv/bin/python` },
    clients: { type: "string", multiple: true, default: ["100", "300"] },
  },
});

for (const mode of MODES)
  for (const clients of values.clients)
    console.log(
      `${mode.padEnd(17)} ${clients.padStart(4)} clients  ${await measure(mode, Number(clients))}`,
    );
process.exit(0);

async function measure(mode: string, count: number): Promise<string> {
  const server = spawn(values.python, [path("flask-modes/serve.py"), mode], {
    env: { ...process.env, PYTHONPATH: FLASK },
    stdio: ["ignore", "pipe", "ignore"],
  });
  const sockets: Socket[] = [];
  try {
    const { port } = await firstLine(server);
    for (let i = 0; i < count; i++) sockets.push(await open(port));
    const times = await Promise.race([
      broadcasts(sockets),
      delay(PATIENCE_MS, undefined, { ref: false }),
    ]);
    if (!times) return `did not deliver within ${PATIENCE_MS / 1_000} s`;
    const at = (part: number): string =>
      (times[Math.floor(times.length * part)] ?? Number.NaN).toFixed(0);
    return `p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, ${rss(server)}`;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  } finally {
    for (const socket of sockets) socket.disconnect();
    server.kill("SIGKILL");
  }
}

/** Milliseconds from each emit to each receipt, sorted. */
async function broadcasts(sockets: readonly Socket[]): Promise<number[]> {
  const times: number[] = [];
  let done: () => void = () => undefined;
  for (const socket of sockets)
    socket.on("all", (at: number) => {
      times.push(performance.now() - at);
      if (times.length % sockets.length === 0) done();
    });
  for (let round = 0; round < ROUNDS; round++) {
    const all = new Promise<void>((resolve) => (done = resolve));
    sockets[round % sockets.length]?.emit("all", performance.now());
    await all;
    await delay(PAUSE_MS);
  }
  return times.sort((a, b) => a - b);
}

function open(port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const url = `http://127.0.0.1:${port}`;
    const socket = io(url, { transports: ["websocket"], forceNew: true });
    socket.once("connect", () => resolve(socket));
    // The server says its port a moment before it listens.
    socket.io.once("reconnect_failed", reject);
  });
}

function firstLine(server: ChildProcess): Promise<{ port: number }> {
  return new Promise((resolve, reject) => {
    server.once("exit", () => reject(new Error("is not installed")));
    server.once("error", reject);
    server.stdout?.once("data", (line: Buffer) =>
      resolve(JSON.parse(line.toString()) as { port: number }),
    );
  });
}

function rss({ pid = 0 }: ChildProcess): string {
  try {
    const status = readFileSync(`/proc/${pid}/status`, "utf8");
    const [, kb] = /VmRSS:\s+(\d+)/.exec(status) ?? [];
    return `${Math.round(Number(kb) / 1_024)} MB`;
  } catch {
    return "memory unknown";
  }
}
