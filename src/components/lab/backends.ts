import type { TabProgram } from "../../../demo-server/contract/tab.ts";
import type { Backend, BackendId } from "../../lab/backends/backend.ts";

/** A server that a reader can choose. */
export interface BackendChoice {
  readonly id: BackendId;
  /** Its name, as the choice shows it. */
  readonly label: string;
  /** Where a lab runs there, after "3 clients". */
  readonly place: string;
  readonly load: () => Promise<Backend>;
}

const NODE: BackendChoice = {
  id: "node",
  label: "Node",
  place: "on Node",
  load: async () =>
    (await import("../../lab/backends/node.ts")).createNodeBackend(),
};

const programs = import.meta.glob<TabProgram>(
  "/src/content/docs/lessons/*/server.js",
  { query: "?program", import: "default" },
);

const TAB: BackendChoice = {
  id: "tab",
  label: "In this tab",
  place: "in this tab",
  async load() {
    const [{ createTabBackend }, { startTabWorker }] = await Promise.all([
      import("../../lab/backends/tab/tab.ts"),
      import("../../lab/backends/tab/start-worker.ts"),
    ]);
    return createTabBackend({
      startWorker: startTabWorker,
      async loadProgram(lesson) {
        const load = programs[`/src/content/docs/lessons/${lesson}/server.js`];
        if (!load) throw new Error(`The lesson "${lesson}" has no server.js.`);
        return load();
      },
    });
  },
};

/** The servers that the page's header offers, in their order. */
export const BACKENDS: readonly BackendChoice[] = [NODE, TAB];

/** Where a lab runs that nobody has chosen a server for. */
export const DEFAULT_BACKEND = NODE;

/** Where a lab runs whose server cannot be reached. */
export const FALLBACK_BACKEND = TAB;
