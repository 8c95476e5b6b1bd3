import type { TabWorker } from "#lab/backends/tab/lab-worker.ts";
import { createSandboxBackend } from "#sandbox/sandbox-backend.ts";
import { evaluateInNode } from "#server/node/programs/evaluate.ts";
import { createTabHost } from "#server/tab/host.ts";
import { guarded } from "#server/tab/sandboxed/guarded.ts";
import { createScopes } from "#server/tab/scopes.ts";
import type { StartedBackend } from "./open-defined-lab.ts";

/**
 * The backend of the reader's own programs without a browser: what else runs in a sandbox's worker
 * runs in this process. What only a browser has, the frame and its policy, is not in it.
 */
export const sandboxInProcess = (): StartedBackend => ({
  backend: createSandboxBackend({ start: startInProcess }),
  // A lab's server ends with the lab.
  [Symbol.asyncDispose]: () => Promise.resolve(),
});

function startInProcess(): TabWorker {
  const { port1, port2 } = new MessageChannel();
  const { evaluate, ends } = guarded(evaluateInNode);
  const worker: TabWorker = {
    onerror: null,
    set onmessage(listener: TabWorker["onmessage"]) {
      port1.onmessage = listener;
    },
    postMessage: (message, transfer) => port1.postMessage(message, transfer),
    terminate: () => port1.close(),
  };
  const host = createTabHost({
    control: port2,
    evaluate,
    scopes: createScopes(),
    compileSource: () =>
      Promise.reject(new Error("A sandbox is given programs made ready.")),
  });
  ends(host.endProgram);
  return worker;
}
