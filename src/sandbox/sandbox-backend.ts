import type { Backend } from "#lab/backends/backend.ts";
import { createTabBackend } from "#lab/backends/tab/tab.ts";
import type { ToTab } from "#contract/tab.ts";
import type { Sandbox } from "./sandbox.ts";

/** A program may make the page draw so many hops in a second, and so many in all. */
const HOPS_PER_SECOND = 2_000;
const HOPS_AT_MOST = 50_000;

/**
 * The backend of programs that the reader wrote: Socket.IO's server in a sandbox, on the same
 * virtual network as the server in the tab.
 */
export const createSandboxBackend = (sandbox: Sandbox<ToTab>): Backend =>
  createTabBackend({
    language: "node",
    startWorker: sandbox.start,
    createFloodCheck: () => createFloodCheck(),
    // The parser is loaded with the first program.
    prepare: async (source) => {
      const { prepareProgram } =
        await import("#server/program/prepare-program.ts");
      return prepareProgram(source, { ticks: true });
    },
    loadProgram: () =>
      Promise.reject(new Error("A sandbox runs the reader's own programs.")),
  });

/** Counts the hops of one run; true once they are too many. `now` in milliseconds. */
export function createFloodCheck(
  now: () => number = () => performance.now(),
): (hops: number) => boolean {
  let all = 0;
  let second = -1;
  let inSecond = 0;
  return (hops) => {
    const thisSecond = Math.floor(now() / 1_000);
    if (thisSecond !== second) inSecond = 0;
    second = thisSecond;
    inSecond += hops;
    all += hops;
    return inSecond > HOPS_PER_SECOND || all > HOPS_AT_MOST;
  };
}
