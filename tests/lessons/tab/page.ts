import {
  LESSONS,
  loadDefinition,
  loadScreen,
  loadTabProgram,
} from "#content/lesson-files.ts";
import { lessonIn } from "#contract/lesson-folder.ts";
import { startTabWorker } from "#lab/backends/tab/start-worker.ts";
import { createTabBackend } from "#lab/backends/tab/tab.ts";
import type { LabPromises, Promised } from "#lab/promise.ts";
import { createExpect } from "../../contract/tab/expect.ts";
import {
  openDefinedLab,
  type TestLab,
} from "../../support/lab/open-defined-lab.ts";
import { answerInLab, hasSettled, keepInLab } from "../keep-in-lab.ts";
import type { LabCase } from "../lab-case.ts";
import { logOf, showScreens } from "./screens.ts";

const files = import.meta.glob<LabPromises>(
  "/src/content/docs/lessons/{*,*/steps/*}/promises.ts",
  { import: "default", eager: true },
);
const promises = new Map(
  Object.entries(files).map(([path, data]) => [
    lessonIn(path.slice(LESSONS.length).replace(/\/promises\.ts$/, "")),
    data,
  ]),
);

const expect = createExpect();
const backend = createTabBackend({
  language: "node",
  startWorker: startTabWorker,
  loadProgram: loadTabProgram,
});

/** Does something in a new lab of a lesson whose clients have their screens. */
async function inNewLab(
  { slug, definition }: LabCase,
  run: (lab: TestLab) => Promise<void>,
): Promise<void> {
  const screen = await loadScreen(slug);
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

const cases: LabCase[] = await Promise.all(
  [...promises].map(async ([slug, promised]) => ({
    slug,
    definition: await loadDefinition(slug),
    promises: promised,
  })),
);

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
