import { hasFile, loadTabProgram } from "#content/lesson-files.ts";
import type { Backend, Place } from "#lab/backends/backend.ts";
import type { Language } from "#lab/language.ts";
import { siteRoot } from "../page/site-root.ts";

/** A server that a reader can choose: a language, and the place where its programs run. */
export interface BackendChoice {
  /** What it is called in a page's address, and in what a browser keeps. */
  readonly id: string;
  /** What the shown code is written in. */
  readonly language: Language;
  /** With the language, what says where a lab runs. */
  readonly place: Place;
  /** Its name, as the choice shows it. */
  readonly label: string;
  /** What it is, in a few words. */
  readonly hint: string;
  /** Where a lab runs there, after "3 clients". */
  readonly where: string;
  /** Where a lab runs that would run elsewhere, after "so this lab runs". */
  readonly instead: string;
  /** What else a reader may choose where it cannot be reached, in a sentence. */
  readonly tip?: string;
  /** Where a lab runs when it cannot be reached: on the first of these that can. */
  readonly standIns: readonly BackendChoice[];
  readonly load: () => Promise<Backend>;
}

const TAB: BackendChoice = {
  id: "tab",
  language: "node",
  place: "tab",
  label: "Node in this tab",
  hint: "JavaScript, in this page, without a server",
  where: "in this tab",
  instead: "in your tab",
  standIns: [],
  async load() {
    const [{ createTabBackend }, { startTabWorker }] = await Promise.all([
      import("#lab/backends/tab/tab.ts"),
      import("#lab/backends/tab/start-worker.ts"),
    ]);
    return createTabBackend({
      language: "node",
      startWorker: startTabWorker,
      loadProgram: loadTabProgram,
    });
  },
};

const NODE: BackendChoice = {
  id: "node",
  language: "node",
  place: "host",
  label: "Node",
  hint: "JavaScript, on this site’s server",
  where: "on Node",
  instead: "on Node",
  standIns: [TAB],
  load: async () =>
    (await import("#lab/backends/node.ts")).createNodeBackend(siteRoot()),
};

/** Whether the build had a Flask to put into the site. */
const hasPython = import.meta.env["HAS_PYTHON"] !== false;

const FLASK: BackendChoice = {
  id: "flask",
  language: "flask",
  place: "host",
  label: "Flask",
  hint: "Python, on this site’s server",
  where: "on Flask",
  instead: "on Flask",
  ...(hasPython && {
    tip: "To run it in Python, choose Flask in this tab.",
  }),
  standIns: [NODE, TAB],
  async load() {
    const { createFlaskBackend } = await import("#lab/backends/flask.ts");
    return createFlaskBackend(
      (lesson) => hasFile(lesson, "app.py"),
      siteRoot(),
    );
  },
};

const FLASK_IN_TAB: BackendChoice = {
  id: "flask-tab",
  language: "flask",
  place: "tab",
  label: "Flask in this tab",
  hint: "Python, in this page, without a server; loads 7 MB the first time",
  where: "on Flask in this tab",
  instead: "on Flask in your tab",
  standIns: [FLASK, TAB],
  async load() {
    const { openPythonHere } = await import("../python/open-python-here.ts");
    return openPythonHere();
  },
};

/** The servers that the page's header offers, in their order. */
export const BACKENDS: readonly BackendChoice[] = [
  NODE,
  FLASK,
  TAB,
  ...(hasPython ? [FLASK_IN_TAB] : []),
];

/** Where a lab runs that nobody has chosen a server for. */
export const DEFAULT_BACKEND = NODE;

/** Where a lab runs whose server cannot be reached, nor any other. */
export const FALLBACK_BACKEND = TAB;

/**
 * What a page's choice of server shows for one that cannot be reached: what stands in, as long as
 * it runs the same language. Who wants to read Python goes on reading it, wherever the lab runs.
 */
export function shownInstead(wanted: BackendChoice): BackendChoice {
  const [first = FALLBACK_BACKEND] = wanted.standIns;
  return shownFor(wanted, first);
}

/** What a page's choice shows while a lab that is wanted on one server runs on another. */
export const shownFor = (
  wanted: BackendChoice,
  runsOn: BackendChoice,
): BackendChoice => (runsOn.language === wanted.language ? runsOn : wanted);
