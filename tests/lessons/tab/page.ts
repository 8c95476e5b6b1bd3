import type { TabProgram } from "#contract/tab.ts";
import { lessonIn } from "#contract/lesson-folder.ts";
import { startTabWorker } from "#lab/backends/tab/start-worker.ts";
import { createTabBackend } from "#lab/backends/tab/tab.ts";
import type { LabDefinition } from "#lab/lesson.ts";
import type { LabPromises, Promised } from "#lab/promise.ts";
import { createExpect } from "../../contract/tab/expect.ts";
import {
  openDefinedLab,
  type TestLab,
} from "../../support/lab/open-defined-lab.ts";
import { answerInLab, hasSettled, keepInLab } from "../keep-in-lab.ts";
import { NO_PROMISES, type LabCase } from "../lab-case.ts";
import { logOf, showScreens, type Screen } from "./screens.ts";

const FOLDER = /lessons\/(.+)\/[^/]+$/;
const bySlug = <T>(files: Record<string, T>): Map<string, T> =>
  new Map(
    Object.entries(files).map(([path, file]) => [
      lessonIn(FOLDER.exec(path)?.[1] ?? path),
      file,
    ]),
  );

const definitions = bySlug(
  import.meta.glob<LabDefinition>(
    "/src/content/docs/lessons/{*,*/steps/*}/lab.ts",
    { import: "default", eager: true },
  ),
);
const promises = bySlug(
  import.meta.glob<LabPromises>(
    "/src/content/docs/lessons/{*,*/steps/*}/promises.ts",
    { import: "default", eager: true },
  ),
);
const screens = bySlug(
  import.meta.glob<Screen>(
    "/src/content/docs/lessons/{*,*/steps/*}/client.jsx",
    { import: "default", eager: true },
  ),
);
const programs = bySlug(
  import.meta.glob<TabProgram>(
    "/src/content/docs/lessons/{*,*/steps/*}/server.js",
    { import: "default", query: "?program" },
  ),
);

const expect = createExpect();
const backend = createTabBackend({
  startWorker: startTabWorker,
  loadProgram(slug) {
    const load = programs.get(slug);
    if (!load) throw new Error(`There is no program of "${slug}".`);
    return load();
  },
});

/** Does something in a new lab of a lesson whose clients have their screens. */
async function inNewLab(
  { slug, definition }: LabCase,
  run: (lab: TestLab) => Promise<void>,
): Promise<void> {
  const screen = screens.get(slug);
  if (!screen) throw new Error(`"${slug}" has no client.jsx.`);
  using shown = new DisposableStack();
  await using lab = await openDefinedLab(
    slug,
    definition,
    // A lab's server ends with the lab.
    { backend, [Symbol.asyncDispose]: () => Promise.resolve() },
    (opened) => shown.use(showScreens(opened, screen)),
  );
  await hasSettled(lab);
  await run(lab);
}

async function keep(lab: TestLab, promised: Promised): Promise<void> {
  await keepInLab(expect, lab, promised);
  for (const [name, text] of Object.entries(promised.logs)) {
    // React draws what came in a task of its own.
    while (!logOf(name).includes(text))
      await new Promise((resolve) => requestAnimationFrame(resolve));
  }
}

const cases: LabCase[] = [...definitions].map(([slug, definition]) => ({
  slug,
  definition,
  promises: promises.get(slug) ?? NO_PROMISES,
}));

const runs = new Map<string, () => Promise<void>>(
  cases.flatMap((lab) => [
    ...lab.promises.buttons.map(
      (promised) =>
        [
          `${lab.slug}: "${promised.press}" does what the prose says`,
          () => inNewLab(lab, (open) => keep(open, promised)),
        ] as const,
    ),
    ...Object.entries(lab.promises.answers).map(
      (answer) =>
        [
          `${lab.slug}: "${answer[0]}" is answered by running it`,
          () =>
            inNewLab(lab, (open) =>
              answerInLab(expect, open, lab, "server.js", answer),
            ),
        ] as const,
    ),
  ]),
);

Object.assign(window, {
  /** The names of all promises. */
  scenarios: () => [...runs.keys()],
  /** Keeps one; a rejection is a failure. */
  async runScenario(name: string): Promise<void> {
    await runs.get(name)?.();
  },
});
