import type { Backend, ProgramRef } from "#lab/backends/backend.ts";
import { createTabBackend } from "#lab/backends/tab/tab.ts";
import { FLASK_TRANSPORTS } from "#lab/backends/tab/transports.ts";
import { createFloodCheck } from "../sandbox-backend.ts";
import type { ToPython } from "#contract/python.ts";
import { createSandbox, openOuter } from "../sandbox.ts";
import { noteStart, whyNotHere } from "./can-run.ts";
import { loadPython, type PartFile, type Progress } from "./load-parts.ts";
import {
  createPythonWorkers,
  type PythonWorkers,
  type RawWorker,
} from "./python-workers.ts";

/** What is told of Python on its way. */
export type PythonStep =
  | ({ readonly kind: "loading" } & Progress)
  | { readonly kind: "starting" }
  | { readonly kind: "running"; readonly files: readonly PartFile[] }
  | { readonly kind: "failed" };

/** Where Flask in the tab comes from, and what it runs. */
export interface PythonDeps {
  /** Where the site begins. */
  readonly root: string;
  /** The text of a lesson's app.py; undefined where it has none. */
  readonly source: (lesson: string) => Promise<string> | undefined;
  readonly tell: (step: PythonStep) => void;
}

let opened: Promise<PythonWorkers> | undefined;

const NOT_LOADED = "Python could not be loaded";
const NO_PROGRAM = "This lesson has no Flask program yet";

/**
 * Flask-SocketIO in the page's tab, for the lessons' programs and the reader's own: in a sandbox,
 * as those in JavaScript. Python is loaded when this is called, once for a page; where that can't
 * be, or where this browser can't run it, the backend says why. `isOwn`: it counts what the
 * program does.
 */
export async function openPython(
  deps: PythonDeps,
  { isOwn = false } = {},
): Promise<Backend> {
  const no = whyNotHere();
  if (no) return refusing({ ok: false, ...no });
  let workers: PythonWorkers;
  try {
    workers = await (opened ??= load(deps));
  } catch {
    opened = undefined;
    deps.tell({ kind: "failed" });
    return refusing({ ok: false, why: NOT_LOADED, forNow: true });
  }
  const backend = createTabBackend({
    language: "flask",
    startWorker: workers.start,
    transports: FLASK_TRANSPORTS,
    ...(isOwn && { createFloodCheck: () => createFloodCheck() }),
    loadProgram: async (lesson) => ({
      source: (await deps.source(lesson)) ?? "",
    }),
  });
  return {
    ...backend,
    available: (program) =>
      hasProgram(program, deps)
        ? backend.available(program)
        : Promise.resolve({ ok: false, why: NO_PROGRAM, forNow: true }),
  };
}

const hasProgram = (program: ProgramRef, { source }: PythonDeps): boolean =>
  !("lesson" in program) || source(program.lesson) !== undefined;

async function load({ root, tell }: PythonDeps): Promise<PythonWorkers> {
  const [{ inner, address }, { default: files }] = await Promise.all([
    import("virtual:sandbox-documents"),
    import("virtual:python-files"),
  ]);
  const { parts, worker } = loadPython(files, root, (progress) =>
    tell({ kind: "loading", ...progress }),
  );
  // Whoever waits for the worker first would leave this one to nobody.
  parts.catch(() => undefined);
  const sandbox = createSandbox<ToPython>({
    outer: openOuter(new URL(address, root).href),
    inner,
    starts: { worker: await worker },
  });
  let start: ReturnType<typeof noteStart> | undefined;
  const workers = createPythonWorkers({
    // The same channel, with more to say on it.
    open: (): RawWorker => sandbox.start(),
    load: () => parts,
    news: {
      starting() {
        start = noteStart();
        tell({ kind: "starting" });
      },
      settled() {
        start?.settled();
        tell({ kind: "running", files });
      },
    },
  });
  // Its frame and its worker are there when the rest has come.
  workers.startAhead();
  await parts;
  return workers;
}

const refusing = (
  no: Extract<Awaited<ReturnType<Backend["available"]>>, { ok: false }>,
): Backend => ({
  language: "flask",
  place: "tab",
  available: () => Promise.resolve(no),
  open() {
    throw new Error(`${no.why}.`);
  },
});
