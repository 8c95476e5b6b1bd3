import { io } from "socket.io-client";
import { decodeHops } from "../../../../demo-server/contract/batch.ts";
import type { Port } from "../../../../demo-server/contract/network.ts";
import type {
  FromTab,
  TabProgram,
  ToTab,
} from "../../../../demo-server/contract/tab.ts";
import type { Backend } from "../backend.ts";
import { createClientNetwork, type ClientNetwork } from "./client-network.ts";
import { onNetwork, VIRTUAL_TRANSPORTS } from "./transports.ts";
import { createWatchdog, type Watchdog } from "./watchdog.ts";

/** A worker that runs `demo-server/tab`; a test gives one of its own. */
export interface TabWorker extends Port<ToTab, FromTab> {
  onerror?: ((event: ErrorEvent) => unknown) | null;
  terminate(): void;
}

/** Silence after which a program is taken to be in an endless loop, in milliseconds. */
const SILENCE_MS = 2_000;

/** Nothing of the network goes out, so that its servers need no name. */
const ORIGIN = "http://in-this-tab";

const STOPPED =
  "The program was stopped: it did not answer for 2 seconds, as in an endless loop. The page goes on; start the lab again to run the program from its beginning.";
const NOT_LOADED =
  "The server in this tab could not be loaded. Check the connection, then try again.";

/** The server in the page's own tab: Socket.IO's server in a worker, on a virtual network. */
export function createTabBackend(deps: {
  startWorker: () => TabWorker;
  loadProgram: (lesson: string) => Promise<TabProgram>;
}): Backend {
  return {
    id: "tab",
    label: "In this tab",
    open(lesson, news) {
      const networks = new Set<ClientNetwork>();
      const program = deps.loadProgram(lesson);
      let worker: TabWorker | undefined;
      let watchdog: Watchdog | undefined;
      let closed = false;

      const stopWorker = (): void => {
        watchdog?.stop();
        worker?.terminate();
        worker = undefined;
      };
      const unplug = (): void => {
        for (const network of networks) network.plug(undefined);
      };
      const fail = (why: string): void => {
        stopWorker();
        unplug();
        news.stopped(why);
      };

      function plug(network: ClientNetwork): void {
        const { port1, port2 } = new MessageChannel();
        worker?.postMessage({ kind: "client", port: port2 }, [port2]);
        network.plug(port1);
      }

      /** Starts a worker; resolves when its program runs, or has failed to. */
      function start(): Promise<void> {
        const run = crypto.randomUUID();
        const started = Promise.withResolvers<void>();
        const own = deps.startWorker();
        worker = own;
        own.onerror = () => {
          if (own === worker) fail(NOT_LOADED);
          started.resolve();
        };
        own.onmessage = ({ data: message }) => {
          if (own !== worker) return;
          switch (message.kind) {
            case "ready":
              watchdog = createWatchdog({
                silenceMs: SILENCE_MS,
                ping: (n) => own.postMessage({ kind: "ping", n }, []),
                silent() {
                  fail(STOPPED);
                  started.resolve();
                },
              });
              return;
            case "started":
              return started.resolve();
            case "hops":
              return news.hops(run, decodeHops(message.batch));
            case "programError":
              return news.programError(message.error);
            case "pong":
              return watchdog?.pong(message.n);
          }
        };
        program.then(
          (ready) => own.postMessage({ kind: "run", program: ready }, []),
          () => {
            if (own === worker) fail(NOT_LOADED);
            started.resolve();
          },
        );
        for (const network of networks) plug(network);
        return started.promise;
      }
      void start();

      return {
        transports: VIRTUAL_TRANSPORTS,
        connect(options) {
          const network = createClientNetwork();
          networks.add(network);
          plug(network);
          return io(ORIGIN, {
            ...options,
            transportOptions: onNetwork(network),
            forceNew: true,
            autoConnect: false,
          });
        },
        async restart() {
          if (closed) return;
          stopWorker();
          unplug();
          await start();
        },
        close() {
          closed = true;
          stopWorker();
          unplug();
        },
      };
    },
  };
}
