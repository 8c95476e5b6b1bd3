import type { Scopes } from "../tap/scope.ts";

/** Globals that a lab stands in for, so that nothing of a program outlives its lab. */
export const PROGRAM_GLOBALS = [
  "console",
  "setTimeout",
  "clearTimeout",
  "setInterval",
  "clearInterval",
  "queueMicrotask",
] as const;

/** Stand-ins for one run of a program. */
export interface ProgramGlobals {
  values: Readonly<Record<(typeof PROGRAM_GLOBALS)[number], unknown>>;
  /** Stops every timer that the program left running. */
  stop(): void;
}

/**
 * Makes a program's timers, which end with its lab and keep the scope that they were set in, and
 * its console, which says nothing.
 */
export function createProgramGlobals({
  carry,
}: Pick<Scopes, "carry">): ProgramGlobals {
  const running = new Set<NodeJS.Timeout>();
  let stopped = false;
  const track = (timer: NodeJS.Timeout): NodeJS.Timeout => {
    if (stopped) clearTimeout(timer);
    else running.add(timer);
    return timer;
  };
  const clear = (timer?: NodeJS.Timeout): void => {
    if (timer) running.delete(timer);
    clearTimeout(timer);
  };
  return {
    values: {
      console: silentConsole(),
      setTimeout(
        work: (...values: unknown[]) => void,
        delay?: number,
        ...values: unknown[]
      ) {
        const run = carry(work);
        const timer = setTimeout(() => {
          running.delete(timer);
          run(...values);
        }, delay);
        return track(timer);
      },
      clearTimeout: clear,
      setInterval: (
        work: (...values: unknown[]) => void,
        delay?: number,
        ...values: unknown[]
      ) => track(setInterval(carry(work), delay, ...values)),
      clearInterval: clear,
      queueMicrotask: (work: () => void) => queueMicrotask(carry(work)),
    },
    stop() {
      stopped = true;
      for (const timer of running) clearTimeout(timer);
      running.clear();
    },
  };
}

/** A console that takes every call and prints none: a host's terminal is not a lesson's. */
function silentConsole(): object {
  const silent = (): void => undefined;
  return new Proxy({}, { get: () => silent });
}
