import type { LabDefinition } from "../../src/lab/lesson.ts";
import { openDefinedLab, type TestLab } from "./open-defined-lab.ts";
import { startBackend, type ServedBackend } from "./start-backend.ts";

const definitions = import.meta.glob<{ default: LabDefinition }>(
  "../../src/content/docs/lessons/*/lab.ts",
);

/** Opens a lesson's lab and waits until every client that should be is connected and upgraded. */
export async function openTestLab(
  lesson: string,
  backend: ServedBackend = "node",
): Promise<TestLab> {
  const load = definitions[`../../src/content/docs/lessons/${lesson}/lab.ts`];
  if (!load) throw new Error(`There is no lesson "${lesson}".`);
  const { default: definition } = await load();
  return openDefinedLab(
    lesson,
    definition,
    await startBackend(undefined, backend),
  );
}
