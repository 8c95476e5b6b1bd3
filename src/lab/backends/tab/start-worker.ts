import type { TabWorker } from "./lab-worker.ts";

/** Starts the worker that serves one lab. The build makes a file of its own of it. */
export const startTabWorker = (): TabWorker =>
  new Worker(
    new URL("../../../../demo-server/tab/worker.ts", import.meta.url),
    { type: "module", name: "server" },
  );
