import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { encodeHops } from "#contract/batch-writer.ts";
import type { ToTab } from "#contract/tab.ts";
import { startLabWorker, type TabWorker } from "./lab-worker.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function start(
  program = Promise.resolve({ body: "" }),
  isFlood?: (hops: number) => boolean,
) {
  const told: string[] = [];
  const got: ToTab[] = [];
  const worker: TabWorker = {
    onerror: null,
    onmessage: null,
    postMessage: (message) => void got.push(message),
    terminate: () => void told.push("terminated"),
  };
  const tell = (what: string) => () => void told.push(what);
  const lab = startLabWorker({
    worker,
    run: "1",
    program,
    news: {
      hops: tell("hops"),
      programError: tell("program error"),
      programNotice: tell("program notice"),
      refused: tell("refused"),
      stopped: tell("stopped"),
      note: tell("note"),
    },
    failed: (why) => void told.push(why),
    isFlood,
  });
  const say = (message: unknown): void =>
    worker.onmessage?.({ data: message } as MessageEvent);
  return { told, got, worker, lab, say };
}

it("gives the worker its program, and says when it runs", async () => {
  const { got, lab, say } = start();
  await vi.advanceTimersByTimeAsync(0);
  expect(got).toEqual([{ kind: "run", program: { body: "" } }]);
  say({ kind: "ready" });
  say({ kind: "started", failed: false });
  expect(await lab.started).toEqual({ runs: true });
});

it("ends a worker that does not answer, and hears no more of it", async () => {
  const { told, lab, say } = start();
  say({ kind: "ready" });
  vi.advanceTimersByTime(2_000);
  expect(told).toEqual(["terminated", expect.stringContaining("endless loop")]);
  expect(await lab.started).toEqual({ runs: false });
  say({ kind: "programError", error: { message: "late", file: "server.js" } });
  vi.advanceTimersByTime(60_000);
  expect(told).toHaveLength(2);
});

it("does not take a slow download for a loop", () => {
  const { told } = start();
  vi.advanceTimersByTime(60_000);
  expect(told).toEqual([]);
});

it("says when the worker or the program cannot be loaded", async () => {
  const { told, worker } = start();
  worker.onerror?.(new Event("error") as ErrorEvent);
  expect(told).toEqual(["terminated", expect.stringContaining("be loaded")]);
  const other = start(Promise.reject(new Error("404")));
  expect(await other.lab.started).toEqual({ runs: false });
  expect(other.told).toEqual([
    "terminated",
    expect.stringContaining("be loaded"),
  ]);
});

it("ends without a word when it is told to, also before it runs", async () => {
  const { told, worker, lab } = start();
  lab.end();
  worker.onerror?.(new Event("error") as ErrorEvent);
  expect(told).toEqual(["terminated"]);
  expect(await lab.started).toEqual({ runs: false });
});

const HOP = {
  kind: "handler",
  id: 1,
  at: 1,
  namespace: "/",
  event: "chat",
  engine: "a",
} as const;

it("hands on the hops of a program, and ends one that tells too many", () => {
  const { told, say } = start(undefined, (hops) => hops > 1);
  say({ kind: "hops", batch: encodeHops([HOP]) });
  say({ kind: "hops", batch: encodeHops([HOP, { ...HOP, id: 2 }]) });
  expect(told).toEqual([
    "hops",
    "terminated",
    expect.stringContaining("did more in a second"),
  ]);
});

it.for([
  ["what is no message", "hello"],
  ["a kind that there is not", { kind: "escape" }],
  ["a message with a part of another type", { kind: "pong", n: "1" }],
  ["an error without a message", { kind: "programError", error: {} }],
  [
    "hops that end too early",
    { kind: "hops", batch: { ...encodeHops([HOP]), count: 2 } },
  ],
  [
    "more hops than there can be",
    { kind: "hops", batch: { ...encodeHops([HOP]), count: 4e9 } },
  ],
] as const)("ends a program that tells %s", ([, said]) => {
  const { told, say } = start();
  say(said);
  expect(told).toEqual([
    "terminated",
    expect.stringContaining("that no server sends"),
  ]);
});
