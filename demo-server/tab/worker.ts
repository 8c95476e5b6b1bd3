import { scopes } from "./node/globals.ts";
import { evaluateInTab } from "./evaluate.ts";
import { createTabHost } from "./host.ts";
import type { Port } from "#contract/network.ts";
import type { FromTab, ToTab } from "#contract/tab.ts";

// A worker's global, which the page's types take for a window.
const worker = globalThis as unknown as Port<FromTab, ToTab> & EventTarget;
const host = createTabHost({
  control: worker,
  evaluate: evaluateInTab,
  scopes,
  // The parser is loaded only for a text that the build has not seen.
  compileSource: async (source, setting) =>
    (await import("../program/compile.ts")).compileProgram(source, setting),
});

worker.addEventListener("error", (event) => {
  event.preventDefault();
  host.reportStray((event as ErrorEvent).error, "uncaughtException");
});
worker.addEventListener("unhandledrejection", (event) => {
  event.preventDefault();
  host.reportStray(
    (event as PromiseRejectionEvent).reason,
    "unhandledRejection",
  );
});
