import { decodeHops } from "#contract/batch.ts";
import type { Port } from "#contract/network.ts";
import {
  readFromTab,
  type FromTab,
  type TabProgram,
  type ToTab,
} from "#contract/tab.ts";
import type { ServerNews } from "../backend.ts";
import { createWatchdog, type Watchdog } from "./watchdog.ts";

/** A worker that runs `demo-server/tab`; a test gives one of its own. What it says is not trusted. */
export interface TabWorker extends Port<ToTab, unknown> {
  /** Told that it cannot run; `why` is a sentence for the reader, where there is a better one than ours. */
  onerror: ((event: ErrorEvent, why?: string) => unknown) | null;
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
const FORGED =
  "The program was stopped: it sent the page something that no server sends. The page goes on; change the program, or start the lab again.";
const FLOODED =
  "The program was stopped: it did more in a second than the page can show, as when each answer asks again. The page goes on; change the program, or start the lab again.";
const NOT_LOADED =
  "The server in this tab could not be loaded. Check the connection, then try again.";

/** Starts a worker on a program. `failed` is called when it has ended and why, but not by `end`. */
export function startLabWorker(deps: {
  worker: TabWorker;
  run: string;
  program: Promise<TabProgram>;
  news: ServerNews;
  failed: (why: string) => void;
  /** Says of so many more hops whether they are too many; by default none are. */
  isFlood?: ((hops: number) => boolean) | undefined;
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

  worker.onerror = (_event, why = NOT_LOADED) => fail(why);
  /** Throws a `RangeError` where numbers in a row are no hops. */
  function take(message: FromTab): void {
    switch (message.kind) {
      case "ready":
        watchdog ??= watch();
        return;
      case "started":
        return started.resolve({ runs: !message.failed });
      case "hops": {
        const hops = decodeHops(message.batch);
        return deps.isFlood?.(hops.length)
          ? fail(FLOODED)
          : news.hops(deps.run, hops);
      }
      case "programError":
        return news.programError(message.error);
      case "programNotice":
        return news.programNotice(message.notice);
      case "pong":
        return watchdog?.pong(message.n);
    }
  }

  worker.onmessage = ({ data }) => {
    // What it sent before it was ended may still come.
    if (ended) return;
    const message = readFromTab(data);
    if (!message) return fail(FORGED);
    try {
      take(message);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      fail(FORGED);
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
