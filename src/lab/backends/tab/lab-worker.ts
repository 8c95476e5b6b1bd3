import { decodeHops } from "#contract/batch.ts";
import type { Port } from "#contract/network.ts";
import type { FromTab, TabProgram, ToTab } from "#contract/tab.ts";
import type { ServerNews } from "../backend.ts";
import { createWatchdog, type Watchdog } from "./watchdog.ts";

/** A worker that runs `demo-server/tab`; a test gives one of its own. */
export interface TabWorker extends Port<ToTab, FromTab> {
  onerror: ((event: ErrorEvent) => unknown) | null;
  terminate(): void;
}

/** One run of a lab's program, in a worker of its own. */
export interface LabWorker {
  /** Resolves when the program runs, or when it is known that it does not; never rejects. */
  readonly started: Promise<{ runs: boolean }>;
  /** Plugs a client's end of the network in; what it sends waits until the program runs. */
  addClient(port: MessagePort): void;
  /** Ends the worker, whatever it does; nothing more is heard of it. */
  end(): void;
}

/** Silence after which a program is taken to be in an endless loop, in milliseconds. */
const SILENCE_MS = 2_000;

const STOPPED =
  "The program was stopped: it did not answer for 2 seconds, as in an endless loop. The page goes on; start the lab again to run the program from its beginning.";
const NOT_LOADED =
  "The server in this tab could not be loaded. Check the connection, then try again.";

/** Starts a worker on a program. `failed` is called when it has ended and why, but not by `end`. */
export function startLabWorker(deps: {
  worker: TabWorker;
  run: string;
  program: Promise<TabProgram>;
  news: ServerNews;
  failed: (why: string) => void;
}): LabWorker {
  const { worker, news } = deps;
  const started = Promise.withResolvers<{ runs: boolean }>();
  let watchdog: Watchdog | undefined;
  let ended = false;

  function end(): void {
    ended = true;
    watchdog?.stop();
    worker.terminate();
    started.resolve({ runs: false });
  }

  function fail(why: string): void {
    if (ended) return;
    end();
    deps.failed(why);
  }

  function watch(): Watchdog {
    return createWatchdog({
      silenceMs: SILENCE_MS,
      ping: (n) => worker.postMessage({ kind: "ping", n }, []),
      silent: () => fail(STOPPED),
    });
  }

  worker.onerror = () => fail(NOT_LOADED);
  worker.onmessage = ({ data: message }) => {
    // What it sent before it was ended may still come.
    if (ended) return;
    switch (message.kind) {
      case "ready":
        watchdog = watch();
        return;
      case "started":
        return started.resolve({ runs: !message.failed });
      case "hops":
        return news.hops(deps.run, decodeHops(message.batch));
      case "programError":
        return news.programError(message.error);
      case "programNotice":
        return news.programNotice(message.notice);
      case "pong":
        return watchdog?.pong(message.n);
    }
  };
  deps.program.then(
    (program) => worker.postMessage({ kind: "run", program }, []),
    () => fail(NOT_LOADED),
  );

  return {
    started: started.promise,
    addClient: (port) => worker.postMessage({ kind: "client", port }, [port]),
    end,
  };
}
