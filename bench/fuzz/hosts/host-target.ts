import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { readdirSync } from "node:fs";
import { createInterface } from "node:readline";
import { setTimeout as delay } from "node:timers/promises";
import { io } from "socket.io-client";
import { HEALTH_PATH, type Health } from "#contract/health.ts";
import { STREAM_PATH } from "#contract/stream.ts";
import { chatPlace, labPlace, LESSON, streamPlace } from "../inputs/places.ts";
import type { Target } from "../target.ts";
import { add, createTally } from "../tally.ts";
import { workOff } from "../work-off.ts";
import { createHttpDriver } from "./http-driver.ts";

/** So many labs and connections come from one address that the usual limits would refuse them. */
export const LIMITS = {
  handshakesPerSecond: 1_000_000,
  handshakeBurst: 10_000_000,
  clientsPerLab: 10_000,
  streamsPerLab: 10_000,
  chatClients: 100_000,
  chatClientsPerAddress: 100_000,
  idleMs: 2_000,
};

/** Inputs of one lab. */
const PER_LAB = 500;
/** How long the heartbeat of streams takes to find that a client has gone, and some more. */
const FORGOTTEN_MS = 50_000;

/** What python-engineio says of a client's mistake, once of each kind. */
const SAID_ONCE = "(further occurrences of this error will be logged";

/** A host in a process of its own; `collect` makes it gather its garbage. */
export async function createHostTarget(
  child: ChildProcess,
  collect: () => Promise<void>,
): Promise<Target> {
  const errors: string[] = [];
  const url = await startedAt(child, errors);
  const driver = createHttpDriver(url);
  child.once("exit", (code, signal) =>
    errors.push(`The host has ended: ${signal ?? code}`),
  );

  async function sendToLab(first: number, inputs: number) {
    const lab = `a-lab-of-the-fuzz-${String(Math.floor(first / PER_LAB)).padStart(9, "0")}`;
    // A page that watches: what the lesson's program throws is told there.
    const watcher = io(url.href, {
      path: STREAM_PATH,
      auth: { lesson: LESSON, lab },
      transports: ["websocket"],
      forceNew: true,
    });
    watcher.on("programError", (error) => errors.push(JSON.stringify(error)));
    const places = [
      ...Array.from({ length: 5 }, () => labPlace(lab)),
      ...Array.from({ length: 3 }, () => chatPlace),
      ...Array.from({ length: 2 }, () => streamPlace(lab)),
    ];
    const tally = await workOff(first, inputs, places, driver);
    watcher.disconnect();
    return tally;
  }

  const health = async (): Promise<Health> =>
    (await (await fetch(new URL(HEALTH_PATH, url))).json()) as Health;

  return {
    errors,
    async send(first, inputs) {
      const all = createTally();
      for (let at = first; at < first + inputs;) {
        if (child.exitCode !== null || child.signalCode !== null) break;
        const end = Math.min(
          first + inputs,
          (Math.floor(at / PER_LAB) + 1) * PER_LAB,
        );
        add(all, await sendToLab(at, end - at));
        at = end;
      }
      return all;
    },
    async settle() {
      for (let turn = 0; turn < 5; turn++) {
        await delay(FORGOTTEN_MS / (turn + 1));
        if ((await health()).labs === 0) break;
      }
      await collect();
      const { labs, memory } = await health();
      return {
        rss: memory.rss,
        labs,
        ...(memory.heapUsed > 0 && { heap: memory.heapUsed }),
        ...descriptorsOf(child.pid),
      };
    },
    isWell: () =>
      health().then(
        ({ ok }) => ok,
        () => false,
      ),
    [Symbol.asyncDispose]() {
      child.removeAllListeners("exit");
      child.kill();
      return Promise.resolve();
    },
  };
}

/** Where it listens, which it says first; what it says on standard error is kept. */
async function startedAt(child: ChildProcess, errors: string[]): Promise<URL> {
  if (!child.stdout || !child.stderr) throw new Error("It cannot be heard.");
  createInterface(child.stderr).on("line", (line) => {
    if (!line.includes(SAID_ONCE)) errors.push(line);
  });
  const [line] = (await once(createInterface(child.stdout), "line")) as [
    string,
  ];
  const { port } = JSON.parse(line) as { port: number };
  return new URL(`http://127.0.0.1:${port}`);
}

function descriptorsOf(pid: number | undefined): { descriptors?: number } {
  try {
    return pid === undefined
      ? {}
      : { descriptors: readdirSync(`/proc/${pid}/fd`).length };
  } catch {
    // Not on every system.
    return {};
  }
}
