/** Opens one new database from several threads at the same moment, again and again; prints each error. */
import { once } from "node:events";
import {
  Worker,
  isMainThread,
  parentPort,
  workerData,
} from "node:worker_threads";
import { openDatabase } from "../server/open-database.ts";
import { temporaryFile } from "./chat-process.ts";

const THREADS = 4;
const ROUNDS = 40;

/** Counts the threads that are ready, and wakes them when all are. */
const gate = new Int32Array(
  isMainThread ? new SharedArrayBuffer(4) : (workerData as SharedArrayBuffer),
);

async function open(): Promise<void> {
  const workers = Array.from(
    { length: THREADS },
    () => new Worker(new URL(import.meta.url), { workerData: gate.buffer }),
  );
  await Promise.all(workers.map((worker) => once(worker, "online")));
  for (let round = 0; round < ROUNDS; round += 1) {
    const { file, remove } = temporaryFile();
    Atomics.store(gate, 0, 0);
    const answers = workers.map((worker) => once(worker, "message"));
    for (const worker of workers) worker.postMessage(file);
    for (const [error] of (await Promise.all(answers)) as [
      string | undefined,
    ][])
      if (error !== undefined) console.log(error);
    remove();
  }
  for (const worker of workers) await worker.terminate();
}

function openWhenAllAreReady(file: string): void {
  if (Atomics.add(gate, 0, 1) === THREADS - 1) Atomics.notify(gate, 0);
  else
    for (let ready = Atomics.load(gate, 0); ready < THREADS;) {
      Atomics.wait(gate, 0, ready, 1);
      ready = Atomics.load(gate, 0);
    }
  try {
    openDatabase(file).close();
    parentPort?.postMessage(undefined);
  } catch (error) {
    parentPort?.postMessage(String(error));
  }
}

if (isMainThread) await open();
else parentPort?.on("message", openWhenAllAreReady);
