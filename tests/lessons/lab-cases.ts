import { existsSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { fileOf, lessonFolder, stepsIn } from "#contract/lesson-folder.ts";
import type { LabDefinition } from "#lab/lesson.ts";
import type { LabPromises } from "#lab/promise.ts";
import { lessonsOnDisk } from "#server/node/programs/lesson-programs.ts";
import { lessonsDirs } from "../support/lab/lessons-dirs.ts";
import { NO_PROMISES, type LabCase } from "./lab-case.ts";

const LESSONS = lessonsDirs.site;
const tree = lessonsOnDisk(LESSONS);

/**
 * The lessons that have a lab, by their folders; of those only which `ROUNDTRIP_LESSONS` names,
 * where it is set: `npm test` sets it where one lesson is to be tested.
 */
export function labLessons(): string[] {
  const only = process.env["ROUNDTRIP_LESSONS"]?.split(",");
  return tree
    .folders("")
    .filter(
      (lesson) =>
        stepsIn(tree, lesson).length > 0 || tree.has(`${lesson}/lab.ts`),
    )
    .filter((lesson) => only?.includes(lesson) ?? true)
    .toSorted();
}

const load = async <T>(file: string): Promise<T> => {
  const { default: loaded } = (await import(
    /* @vite-ignore */ pathToFileURL(join(LESSONS, file)).href
  )) as { default: T };
  return loaded;
};

async function labCase(slug: string): Promise<LabCase> {
  const folder = lessonFolder(slug);
  const lab = fileOf(tree, folder, "lab.ts");
  if (lab === undefined) throw new Error(`The lesson "${slug}" has no lab.ts.`);
  const promises = `${folder}/promises.ts`;
  return {
    slug,
    definition: await load<LabDefinition>(lab),
    promises: existsSync(join(LESSONS, promises))
      ? await load<LabPromises>(promises)
      : NO_PROMISES,
  };
}

/** The labs of a lesson: its own, or those of its steps in order. */
export function labCasesOf(lesson: string): Promise<LabCase[]> {
  const steps = stepsIn(tree, lesson);
  return Promise.all((steps.length > 0 ? steps : [lesson]).map(labCase));
}
