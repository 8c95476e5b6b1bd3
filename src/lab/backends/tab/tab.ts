import type { TabProgram } from "#contract/tab.ts";
import { programOf, type Language } from "../../language.ts";
import type { BaseTransports } from "../../wire/wire.ts";
import type { Backend, Pluggable, ProgramRef } from "../backend.ts";
import { createClientNetwork } from "./client-network.ts";
import {
  startLabWorker,
  type LabWorker,
  type TabWorker,
} from "./lab-worker.ts";
import { socketOn, VIRTUAL_TRANSPORTS } from "./transports.ts";

/**
 * A server in the page's own tab: Socket.IO's server in a worker, on a virtual network. The worker
 * runs programs in `language`; `loadProgram` gives it those of the lessons.
 *
 * @example
 * createTabBackend({ language: "node", startWorker: startTabWorker, loadProgram: loadTabProgram });
 */
export function createTabBackend(deps: {
  language: Language;
  startWorker: () => TabWorker;
  loadProgram: (lesson: string) => Promise<TabProgram>;
  /** Those that its server has; by default all of the network's. */
  transports?: BaseTransports;
  /** Makes a text ready that no build has seen; by default the worker does. */
  prepare?: (source: string) => Promise<TabProgram>;
  /** Makes what says, for one run of a program, whether it tells too much; by default nothing is. */
  createFloodCheck?: () => (hops: number) => boolean;
}): Backend {
  const runs = programOf(deps.language);

  /** Throws a sentence about a text that is none of its language. */
  function load(program: ProgramRef): Promise<TabProgram> {
    if ("lesson" in program) return deps.loadProgram(program.lesson);
    const { source, file } = program;
    if (file !== runs)
      throw new TypeError(
        `${doesNotRun(file)}. Open it on a server that runs ${file}.`,
      );
    return deps.prepare?.(source) ?? Promise.resolve({ source });
  }
  const doesNotRun = (file: string): string =>
    `This server runs ${runs}, not ${file}`;

  return {
    language: deps.language,
    place: "tab",
    available: (program) =>
      Promise.resolve(
        "lesson" in program || program.file === runs
          ? { ok: true }
          : { ok: false, why: doesNotRun(program.file), forNow: true },
      ),
    open(program, news) {
      const loaded = load(program);
      const networks = new Set<Pluggable>();
      let count = 0;
      let closed = false;
      let worker: LabWorker | undefined = start();

      function start(): LabWorker {
        return startLabWorker({
          worker: deps.startWorker(),
          run: String(++count),
          program: loaded,
          news,
          isFlood: deps.createFloodCheck?.(),
          failed(why) {
            unplug();
            news.stopped(why);
          },
        });
      }

      /** Ends the server: whatever is connected to it is lost. */
      function unplug(): void {
        worker?.end();
        worker = undefined;
        for (const network of networks) network.plug(undefined);
      }

      function plug(network: Pluggable): void {
        if (!worker) return;
        const { port1, port2 } = new MessageChannel();
        worker.addClient(port2);
        network.plug(port1);
      }

      return {
        transports: deps.transports ?? VIRTUAL_TRANSPORTS,
        connect(options) {
          const network = createClientNetwork();
          networks.add(network);
          plug(network);
          return socketOn(network, options);
        },
        attach(network) {
          networks.add(network);
          plug(network);
        },
        async restart() {
          if (closed) return;
          unplug();
          news.note("The server has crashed: every connection is lost.");
          const next = start();
          worker = next;
          for (const network of networks) plug(network);
          const { runs: isBack } = await next.started;
          if (isBack)
            news.note(
              "The server is back: it started the lesson's program again.",
            );
        },
        close() {
          closed = true;
          unplug();
        },
      };
    },
  };
}
