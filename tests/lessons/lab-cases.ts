import { existsSync, readdirSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";
import { lessonIn } from "#contract/lesson-folder.ts";
import type { LabDefinition } from "#lab/lesson.ts";
import type { LabPromises } from "#lab/promise.ts";
import { NO_PROMISES, type LabCase } from "./lab-case.ts";

const LESSONS = fileURLToPath(
  new URL("../../src/content/docs/lessons/", import.meta.url),
);

const foldersIn = (path: string): string[] =>
  existsSync(LESSONS + path)
    ? readdirSync(LESSONS + path, { withFileTypes: true })
        .filter((entry) => entry.isDirectory())
        .map(({ name }) => name)
        .sort()
    : [];

const labFoldersOf = (lesson: string): string[] =>
  [
    lesson,
    ...foldersIn(`${lesson}/steps`).map((step) => `${lesson}/steps/${step}`),
  ] //
    .filter((folder) => existsSync(`${LESSONS}${folder}/lab.ts`));

/**
 * The lessons that have a lab, by their folders; of those only which `ROUNDTRIP_LESSONS` names,
 * where it is set: `npm test` sets it where one lesson is to be tested.
 */
export function labLessons(): string[] {
  const only = process.env["ROUNDTRIP_LESSONS"]?.split(",");
  return foldersIn("")
    .filter((lesson) => labFoldersOf(lesson).length > 0)
    .filter((lesson) => only?.includes(lesson) ?? true);
}

const load = async <T>(file: string): Promise<T> => {
  const { default: loaded } = (await import(
    /* @vite-ignore */ pathToFileURL(file).href
  )) as { default: T };
  return loaded;
};

/** The labs of a lesson: its own, or those of its steps in order. */
export const labCasesOf = (lesson: string): Promise<LabCase[]> =>
  Promise.all(
    labFoldersOf(lesson).map(async (folder) => {
      const promises = `${LESSONS}${folder}/promises.ts`;
      return {
        slug: lessonIn(folder),
        definition: await load<LabDefinition>(`${LESSONS}${folder}/lab.ts`),
        promises: existsSync(promises)
          ? await load<LabPromises>(promises)
          : NO_PROMISES,
      };
    }),
  );
