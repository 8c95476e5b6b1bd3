import { loadDefinition } from "#content/lesson-files.ts";
import { openDefinedLab, type TestLab } from "./open-defined-lab.ts";
import { startBackend, type ServedBackend } from "./start-backend.ts";

/** Opens the lab of a lesson, or of a step (`lesson.step`), and waits until every client that should be is connected and upgraded. */
export async function openTestLab(
  lesson: string,
  backend: ServedBackend = "node",
): Promise<TestLab> {
  return openDefinedLab(
    lesson,
    await loadDefinition(lesson),
    await startBackend(undefined, backend),
  );
}
