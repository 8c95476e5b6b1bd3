import {
  readOfPython,
  type PythonParts,
  type ToPython,
} from "#contract/python.ts";
import type { Port } from "#contract/network.ts";
import type { TabWorker } from "#lab/backends/tab/lab-worker.ts";

/** A worker that runs Python, as a sandbox starts it. What it says is not trusted. */
export interface RawWorker extends Port<ToPython, unknown> {
  onerror: TabWorker["onerror"];
  terminate(): void;
}

/** What is told of Python's start. */
export interface PythonNews {
  /** It has its parts, and begins. */
  starting(): void;
  /** It is ready, or has failed. */
  settled(): void;
}

/** Workers for runs of programs. */
export interface PythonWorkers {
  /** A worker for one run, which ends with it. */
  start(): TabWorker;
  /** Starts Python before a program is there. */
  startAhead(): void;
}

/** Python has so long to start, in milliseconds; a slow phone needs some ten seconds. */
const PATIENCE_MS = 60_000;
/** A program that was told to stop has so long, in milliseconds: else it is in a loop. */
const STOP_MS = 500;

/** Python takes some 40 MB of its own; what a program had it take beyond, it never gives back. */
const MOST_BYTES = 200e6;

const NOT_LOADED =
  "Python could not be loaded. Check the connection, then try again.";
const DIED =
  "Python in this tab has crashed. The page goes on; start the lab again.";
const unable = (why: string): string =>
  `Python could not start in this browser (${why}). Choose Node in the tab instead.`;

/**
 * Makes workers for runs of programs in Python. Python takes seconds to start, so one worker runs
 * program after program, as long as each lets itself be stopped; one that does not is ended, and
 * another is started in its place before it is asked for.
 */
export function createPythonWorkers(deps: {
  open: () => RawWorker;
  load: () => Promise<PythonParts>;
  news?: PythonNews;
}): PythonWorkers {
  let idle: PythonWorker | undefined;
  const open = (): PythonWorker =>
    startPythonWorker(deps.open(), deps.load, deps.news);

  async function acquire(): Promise<PythonWorker> {
    // Whoever ended a run in the same turn gives its worker back first.
    await Promise.resolve();
    const kept = idle;
    idle = undefined;
    return kept && (await kept.isFree()) ? kept : open();
  }

  function release(worker: PythonWorker): void {
    const isStopped = worker.stop();
    const isSpare = idle !== undefined;
    if (!isSpare) idle = worker;
    void isStopped.then((stopped) => {
      if (stopped && !isSpare) return;
      worker.end();
      if (idle === worker) idle = open();
    });
  }

  return {
    startAhead: () => void (idle ??= open()),
    start() {
      const acquired = acquire();
      let hasEnded = false;
      const lease: TabWorker = {
        onmessage: null,
        onerror: null,
        postMessage: (message, transfer) =>
          void acquired.then((worker) => {
            if (!hasEnded) worker.post(message, transfer);
          }),
        terminate() {
          if (hasEnded) return;
          hasEnded = true;
          void acquired.then(release);
        },
      };
      void acquired.then((worker) => {
        if (!hasEnded) worker.lease(lease);
      });
      return lease;
    },
  };
}

/** One worker with Python in it. */
interface PythonWorker {
  /** Hands what it says to whoever runs a program in it from now on. */
  lease(to: TabWorker): void;
  post(message: ToPython, transfer: Transferable[]): void;
  /** Stops the program; false where it did not stop in time, or left too little room. */
  stop(): Promise<boolean>;
  /** Whether another program can be run in it. */
  isFree(): Promise<boolean>;
  end(): void;
}

function startPythonWorker(
  raw: RawWorker,
  load: () => Promise<PythonParts>,
  news?: PythonNews,
): PythonWorker {
  let user: TabWorker | undefined;
  let state: "booting" | "booted" | "over" = "booting";
  let failure: string | undefined;
  let stops = 0;
  let stopping: PromiseWithResolvers<boolean> | undefined;
  let patience: ReturnType<typeof setTimeout> | undefined;

  const tell = (data: unknown): void =>
    void user?.onmessage?.(new MessageEvent("message", { data }));

  function end(): void {
    clearTimeout(patience);
    if (state === "booting") news?.settled();
    state = "over";
    stopping?.resolve(false);
    raw.terminate();
  }

  function fail(why: string): void {
    if (state === "over") return;
    failure = why;
    end();
    tellTrouble(user, why);
  }

  raw.onerror = () => fail(NOT_LOADED);
  raw.onmessage = ({ data }: MessageEvent<unknown>) => {
    const own = readOfPython(data);
    switch (own?.kind) {
      case undefined:
        return tell(data);
      // The sandbox has heard it.
      case "here":
        return;
      case "booted":
        if (state !== "booting") return;
        state = "booted";
        clearTimeout(patience);
        news?.settled();
        return tell({ kind: "ready" });
      case "unable":
        return fail(unable(own.why));
      case "died":
        return fail(DIED);
      case "stopped":
        if (own.n === stops) stopping?.resolve(own.bytes <= MOST_BYTES);
    }
  };
  load().then(
    (parts) => {
      if (state === "over") return;
      news?.starting();
      patience = setTimeout(
        () => fail(unable("it did not start within a minute")),
        PATIENCE_MS,
      );
      raw.postMessage({ kind: "boot", parts }, []);
    },
    () => fail(NOT_LOADED),
  );

  return {
    lease(to) {
      user = to;
      if (failure !== undefined) tellTrouble(to, failure);
      else if (state === "booted") tell({ kind: "ready" });
    },
    post: (message, transfer) => raw.postMessage(message, transfer),
    stop() {
      user = undefined;
      if (state === "over") return Promise.resolve(false);
      const asked = (stopping = Promise.withResolvers<boolean>());
      raw.postMessage({ kind: "stop", n: ++stops }, []);
      // One that has not started yet runs nothing.
      if (state === "booting") asked.resolve(true);
      else {
        const over = setTimeout(() => asked.resolve(false), STOP_MS);
        void asked.promise.then(() => clearTimeout(over));
      }
      return asked.promise;
    },
    async isFree() {
      return state !== "over" && (await (stopping?.promise ?? true));
    },
    end,
  };
}

const tellTrouble = (user: TabWorker | undefined, why: string): void =>
  void user?.onerror?.(new Event("error") as ErrorEvent, why);
