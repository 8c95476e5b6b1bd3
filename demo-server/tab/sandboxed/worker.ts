/**
 * The worker of a sandbox: runs a program of the reader's own as `demo-server/tab/worker.ts` runs a
 * lesson's. What it tells goes by a port that the page holds at the other end, so that none of it
 * passes the sandbox's frame. Bundled as one classic script: Chromium starts no module worker of a
 * blob in an opaque origin.
 */
import { scopes } from "../node/globals.ts";
import { evaluateInTab } from "../evaluate.ts";
import { createTabHost } from "../host.ts";
import { guarded } from "./guarded.ts";

const { evaluate, ends } = guarded(evaluateInTab);

addEventListener(
  "message",
  ({ ports: [control] }: MessageEvent) => {
    if (!control) return;
    const host = createTabHost({
      control: control,
      evaluate,
      scopes,
      compileSource: () =>
        Promise.reject(new Error("A sandbox is given programs made ready.")),
    });
    ends(host.endProgram);
    addEventListener("error", (event) => {
      event.preventDefault();
      host.reportStray(event.error, "uncaughtException");
    });
    addEventListener("unhandledrejection", (event) => {
      event.preventDefault();
      host.reportStray(event.reason, "unhandledRejection");
    });
  },
  { once: true },
);
