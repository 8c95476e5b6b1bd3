import { setTimeout as delay } from "node:timers/promises";
import {
  startProcess,
  type Command,
  type ServerProcess,
} from "./flask-process.ts";

/** Where a watched server is; `why` it is off is said to readers, and a comma and more may follow. */
export type ServerState =
  | { readonly is: "starting" }
  | { readonly is: "running"; readonly port: number }
  | { readonly is: "off"; readonly why: string; readonly forNow?: boolean };

/** What is needed to start it, or why that cannot be had. */
export type Prepared = { readonly command: Command } | { readonly why: string };

/** Keeps one server process running. */
export interface Supervisor {
  readonly state: ServerState;
  /** Resolves once it runs, or is off for longer than a moment. */
  settled(): Promise<ServerState>;
  /** Prepares and starts it; calling it again does nothing. */
  start(): void;
  /** Stops the process that runs and starts another. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

export interface SupervisorDeps {
  /** Gets ready what runs it; may take minutes, and says why the reader waits. */
  prepare: (
    wait: (why: string) => void,
    signal: AbortSignal,
  ) => Promise<Prepared>;
  /** Told of each change. */
  onState?: (state: ServerState) => void;
  log?: (line: string) => void;
  /** Time until it is started again, in milliseconds, after one quick end, two, and so on. */
  delaysMs?: readonly number[];
  /** An end is quick when it comes this soon after the start, in milliseconds. */
  quickMs?: number;
}

/** After the last of these delays it is given up. */
const DELAYS_MS = [200, 1_000, 3_000, 8_000];
const QUICK_MS = 20_000;

/** Makes a supervisor; nothing runs before `start`. */
export function createSupervisor({
  prepare,
  onState = () => undefined,
  log = () => undefined,
  delaysMs = DELAYS_MS,
  quickMs = QUICK_MS,
}: SupervisorDeps): Supervisor {
  const stopping = new AbortController();
  const waiting = new Set<(state: ServerState) => void>();
  let state: ServerState = { is: "starting" };
  let server: ServerProcess | undefined;
  /** The one that is being stopped on purpose. */
  let dismissed: ServerProcess | undefined;
  let started: Promise<void> | undefined;

  const isStopping = (): boolean => stopping.signal.aborted;
  const isSettled = (): boolean =>
    state.is === "running" || (state.is === "off" && state.forNow !== true);

  function enter(next: ServerState): void {
    state = next;
    if (!isStopping()) onState(state);
    if (!isSettled()) return;
    for (const tell of waiting) tell(state);
    waiting.clear();
  }

  async function keepRunning(): Promise<void> {
    const wait = (why: string): void => enter({ is: "off", why, forNow: true });
    const prepared = await prepare(wait, stopping.signal);
    if (isStopping()) return;
    if ("why" in prepared) {
      enter({ is: "off", why: prepared.why });
      return;
    }
    let quickEnds = 0;
    while (!isStopping()) {
      const begun = performance.now();
      const own = await run(prepared.command);
      const last = await own.ended;
      if (isStopping()) return;
      if (own === dismissed) continue;
      quickEnds = performance.now() - begun < quickMs ? quickEnds + 1 : 1;
      const pause = delaysMs[quickEnds - 1];
      if (pause === undefined) {
        enter({ is: "off", why: givenUp(quickEnds, last) });
        return;
      }
      enter({ is: "off", why: STOPPED, forNow: true });
      await delay(pause, undefined, { signal: stopping.signal }).catch(
        () => undefined,
      );
    }
  }

  async function run(command: Command): Promise<ServerProcess> {
    enter({ is: "starting" });
    const own = startProcess(command, log);
    server = own;
    const port = await own.listening;
    if (port !== undefined && !isStopping() && own !== dismissed)
      enter({ is: "running", port });
    return own;
  }

  const settled = (): Promise<ServerState> =>
    isSettled()
      ? Promise.resolve(state)
      : new Promise((resolve) => waiting.add(resolve));

  return {
    get state() {
      return state;
    },
    settled,
    start() {
      if (!isStopping()) started ??= keepRunning();
    },
    async restart() {
      // One that is off now reads everything anew when it comes back.
      if (!server || state.is === "off") return;
      dismissed = server;
      enter({ is: "starting" });
      await server.stop();
      await settled();
    },
    async stop() {
      stopping.abort();
      enter({ is: "off", why: "This server is stopping" });
      await Promise.all([server?.stop(), started]);
    },
  };
}

const STOPPED = "Flask has stopped and is being started again";

const givenUp = (times: number, last: string): string =>
  `Flask stopped ${times} times in a row and was not started again (${last.slice(0, 200)})`;
