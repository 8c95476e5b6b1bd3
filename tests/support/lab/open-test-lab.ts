import { lessonFolder } from "#contract/lesson-folder.ts";
import type { LabDefinition } from "#lab/lesson.ts";
import { openDefinedLab, type TestLab } from "./open-defined-lab.ts";
import { startBackend, type ServedBackend } from "./start-backend.ts";

const definitions = import.meta.glob<{ default: LabDefinition }>(
  "../../src/content/docs/lessons/{*,*/steps/*}/lab.ts",
);

/** Opens the lab of a lesson, or of a step (`lesson.step`), and waits until every client that should be is connected and upgraded. */
export async function openTestLab(
  lesson: string,
  backend: ServedBackend = "node",
): Promise<TestLab> {
  const folder = lessonFolder(lesson);
  const load = definitions[`../../src/content/docs/lessons/${folder}/lab.ts`];
  if (!load) throw new Error(`There is no lesson "${lesson}".`);
  const { default: definition } = await load();
  return openDefinedLab(
    lesson,
    definition,
    await startBackend(undefined, backend),
  );
}
