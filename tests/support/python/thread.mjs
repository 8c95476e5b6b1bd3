/**
 * Runs a sandbox's worker in a thread of Node: gives its script what a worker in a browser has, and
 * takes away what would make Pyodide take it for Node. Needs `--experimental-wasm-jspi`.
 */
import { runInThisContext } from "node:vm";
import { parentPort, workerData } from "node:worker_threads";

globalThis.self = globalThis;
globalThis.location = new URL("https://sandbox.invalid/");
globalThis.WorkerGlobalScope = Object.defineProperty(
  () => undefined,
  Symbol.hasInstance,
  { value: () => true },
);
globalThis.addEventListener = (_kind, listener) =>
  parentPort.once("message", ({ port }) => listener({ ports: [port] }));
Reflect.deleteProperty(globalThis, "process");
runInThisContext(workerData);
