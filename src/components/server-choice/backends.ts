import { hasFile, loadTabProgram } from "#content/lesson-files.ts";
import type { Backend, BackendId } from "#lab/backends/backend.ts";

/** A lesson's program for a server, by its name in the lesson's folder. */
export type ProgramFile = "server.js" | "app.py";

/** A server that a reader can choose. */
export interface BackendChoice {
  readonly id: BackendId;
  /** Its name, as the choice shows it. */
  readonly label: string;
  /** Where a lab runs there, after "3 clients". */
  readonly place: string;
  /** Where a lab runs that would run elsewhere, after "so this lab runs". */
  readonly instead: string;
  readonly program: ProgramFile;
  readonly load: () => Promise<Backend>;
}

const NODE: BackendChoice = {
  id: "node",
  label: "Node",
  place: "on Node",
  instead: "on Node",
  program: "server.js",
  load: async () => (await import("#lab/backends/node.ts")).createNodeBackend(),
};

const FLASK: BackendChoice = {
  id: "flask",
  label: "Flask",
  place: "on Flask",
  instead: "on Flask",
  program: "app.py",
  async load() {
    const { createFlaskBackend } = await import("#lab/backends/flask.ts");
    return createFlaskBackend((lesson) => hasFile(lesson, "app.py"));
  },
};

const TAB: BackendChoice = {
  id: "tab",
  label: "In this tab",
  place: "in this tab",
  instead: "in your tab",
  program: "server.js",
  async load() {
    const [{ createTabBackend }, { startTabWorker }] = await Promise.all([
      import("#lab/backends/tab/tab.ts"),
      import("#lab/backends/tab/start-worker.ts"),
    ]);
    return createTabBackend({
      startWorker: startTabWorker,
      loadProgram: loadTabProgram,
    });
  },
};

/** The servers that the page's header offers, in their order. */
export const BACKENDS: readonly BackendChoice[] = [NODE, FLASK, TAB];

/** Where a lab runs that nobody has chosen a server for. */
export const DEFAULT_BACKEND = NODE;

/** Where a lab runs whose server cannot be reached, nor any other. */
export const FALLBACK_BACKEND = TAB;

/** Where a lab runs whose server cannot be reached: the first of these that can. */
export const standIns = (wanted: BackendChoice): readonly BackendChoice[] =>
  wanted === FLASK ? [NODE, TAB] : [TAB];

/**
 * What a page's choice of server shows for one that cannot be reached: what stands in, as long as
 * it runs the same program. Who wants to read Python goes on reading it, wherever the lab runs.
 */
export function shownInstead(wanted: BackendChoice): BackendChoice {
  const [first = FALLBACK_BACKEND] = standIns(wanted);
  return first.program === wanted.program ? first : wanted;
}
