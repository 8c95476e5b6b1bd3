import { setFlagsFromString } from "node:v8";
import { MessageChannel, Worker } from "node:worker_threads";
import { fileURLToPath } from "node:url";
import { beforeAll } from "vitest";
import { pythonParts, type Parts } from "#build/python/python-parts.ts";
import type { PythonParts } from "#contract/python.ts";
import { isFlaskInstalled } from "#server/node/flask/prepare.ts";
import type { RawWorker } from "#sandbox/python/python-workers.ts";

const THREAD = fileURLToPath(new URL("./thread.mjs", import.meta.url));
const buffer = (bytes: Uint8Array): ArrayBuffer => new Uint8Array(bytes).buffer;

let made: Promise<Parts | undefined> | undefined;

/** The parts of Python as the site has them, with the worker's script; made once for a file of tests. */
const parts = async (): Promise<Parts> => {
  const all = await (made ??= pythonParts());
  if (!all)
    throw new Error("Flask is not installed: npm test -- flask installs it.");
  return all;
};

/** The first time on a computer, or after a change, it takes so long, in milliseconds. */
const MAKING_MS = 180_000;

/** What a test may take that starts Python anew, beside whatever else runs, in milliseconds. */
export const STARTING_MS = 60_000;

/** Has Python's parts made before the first test of a file, where they can be. */
export function makePythonFirst(): void {
  beforeAll(async () => {
    if (isFlaskInstalled()) await parts();
  }, MAKING_MS);
}

/** What a page would fetch. */
export async function loadParts(): Promise<PythonParts> {
  const { wasm, stdlib, packages } = await parts();
  return {
    wasm: buffer(wasm),
    stdlib: buffer(stdlib),
    packages: buffer(packages),
  };
}

/** The script of the worker, as the build makes it. */
export const workerText = async (): Promise<string> =>
  new TextDecoder().decode((await parts()).worker);

/**
 * The very worker of a sandbox that runs Python, in a thread of Node; what only a browser has, the
 * frame and its policy, is not around it.
 */
export function startThread(
  text: Promise<string> = workerText(),
  { isQuiet = false } = {},
): RawWorker {
  // Node has it behind a flag that V8 reads when a thread begins.
  setFlagsFromString("--experimental-wasm-jspi");
  const { port1, port2 } = new MessageChannel();
  let thread: Worker | undefined;
  let hasEnded = false;
  const raw: RawWorker = {
    onerror: null,
    set onmessage(listener: RawWorker["onmessage"]) {
      (port1 as unknown as MessagePort).onmessage = listener;
    },
    postMessage: (message, transfer) =>
      port1.postMessage(message, transfer as never),
    terminate() {
      hasEnded = true;
      port1.close();
      void thread?.terminate();
    },
  };
  void text.then((workerData) => {
    if (hasEnded) return;
    thread = new Worker(THREAD, { workerData, stderr: isQuiet });
    thread.on("error", () => raw.onerror?.(new Event("error") as ErrorEvent));
    thread.postMessage({ port: port2 }, [port2 as never]);
  });
  return raw;
}
