import {
  PROGRAM_FOLDER,
  PROGRAM_PATH,
  type LabProcess,
  type Later,
} from "./lab-process.ts";
import { META, moduleOf } from "./programs.ts";

/**
 * All that a program is handed in the place of what Node would give it, so that nothing of it
 * outlives its lab or reaches the host's process: the same on Node and in the tab.
 */
export const PROGRAM_GLOBALS = [
  "console",
  "process",
  "setTimeout",
  "clearTimeout",
  "setInterval",
  "clearInterval",
  "setImmediate",
  "clearImmediate",
  "queueMicrotask",
  "global",
  "globalThis",
  "require",
  "module",
  "exports",
  "__filename",
  "__dirname",
  META,
] as const;

/** Stand-ins for one run of a program. */
export interface ProgramGlobals {
  values: Readonly<Record<(typeof PROGRAM_GLOBALS)[number], unknown>>;
  /** The program has set a timer that is still to run. */
  readonly isWaiting: boolean;
  /** Stops every timer that the program left running. */
  stop(): void;
}

type Work = (...values: unknown[]) => void;

/**
 * Makes a program's globals: its timers end with its lab, and run as `later` says; its console says nothing, and `require` gives `modules`.
 */
export function createProgramGlobals(deps: {
  later: Later;
  process: LabProcess;
  modules: Readonly<Record<string, unknown>>;
}): ProgramGlobals {
  const { modules } = deps;
  const timers = createTimers(deps.later);
  const module = { exports: {}, filename: PROGRAM_PATH };
  const require = Object.assign(
    (name: unknown): unknown => moduleOf(modules, name),
    { main: module },
  );
  const values = {
    console: silentConsole(),
    process: deps.process,
    ...timers.values,
    require,
    module,
    exports: module.exports,
    __filename: PROGRAM_PATH,
    __dirname: PROGRAM_FOLDER,
    [META]: {
      url: `file://${PROGRAM_PATH}`,
      filename: PROGRAM_PATH,
      dirname: PROGRAM_FOLDER,
      main: true,
    },
  };
  const global = createGlobal({ process: deps.process, ...timers.values });
  return {
    values: { ...values, global, globalThis: global },
    get isWaiting() {
      return timers.isWaiting;
    },
    stop: timers.stop,
  };
}

/** Timers as Node has them, each tracked until it has run. */
function createTimers(later: Later) {
  const running = new Set<NodeJS.Timeout>();
  const immediates = new Set<NodeJS.Immediate>();
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
  const forget = (immediate?: NodeJS.Immediate): void => {
    if (immediate) immediates.delete(immediate);
    clearImmediate(immediate);
  };
  return {
    values: {
      setTimeout(work: Work, delay?: number, ...values: unknown[]) {
        const run = later(work);
        const timer = setTimeout(() => {
          running.delete(timer);
          run(...values);
        }, delay);
        return track(timer);
      },
      clearTimeout: clear,
      setInterval: (work: Work, delay?: number, ...values: unknown[]) =>
        track(setInterval(later(work), delay, ...values)),
      clearInterval: clear,
      setImmediate(work: Work, ...values: unknown[]) {
        const run = later(work);
        const immediate = setImmediate(() => {
          immediates.delete(immediate);
          run(...values);
        });
        if (stopped) clearImmediate(immediate);
        else immediates.add(immediate);
        return immediate;
      },
      clearImmediate: forget,
      queueMicrotask: (work: () => void) => queueMicrotask(later(work)),
    },
    get isWaiting() {
      return running.size + immediates.size > 0;
    },
    stop() {
      stopped = true;
      for (const timer of running) clearTimeout(timer);
      for (const immediate of immediates) clearImmediate(immediate);
      running.clear();
      immediates.clear();
    },
  };
}

/** The global object as a program sees it: its own, and behind it what the place offers. */
function createGlobal(own: Readonly<Record<string, unknown>>): object {
  const global: object = new Proxy<Record<string, unknown>>(
    { ...own },
    {
      get: (mine, name) =>
        name in mine
          ? (Reflect.get(mine, name) as unknown)
          : bound(Reflect.get(globalThis, name)),
      has: (mine, name) => name in mine || name in globalThis,
    },
  );
  return Object.assign(global, { global, globalThis: global });
}

/** What is no class wants the real global object as its `this`. */
function bound(value: unknown): unknown {
  return typeof value === "function" && value.prototype === undefined
    ? (value.bind(globalThis) as unknown)
    : value;
}

/** A console that takes every call and prints none: a host's terminal is not a lesson's. */
function silentConsole(): object {
  const none = (): void => undefined;
  return new Proxy({}, { get: () => none });
}
