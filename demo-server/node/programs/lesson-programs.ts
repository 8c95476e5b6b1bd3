import { existsSync, readdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { compileProgram } from "../../program/compile.ts";
import {
  fileOf,
  lessonFolder,
  lessonOf,
  type LessonTree,
} from "#contract/lesson-folder.ts";
import {
  PROGRAM_FILE,
  PROGRAM_MODULES,
  type Program,
} from "../../program/programs.ts";
import { evaluateInNode } from "./evaluate.ts";
import { PROGRAM_GLOBALS } from "../../program/program-globals.ts";
import { RefusalError } from "../refusal.ts";

/** The server programs of the lessons, each read and compiled once. */
export interface LessonPrograms {
  /** Rejects with a refusal for a lesson that is not there, with `ProgramFault` for a wrong one. */
  load(lesson: string): Promise<Program>;
  /** Has a lesson's program read again, and those of all its steps: they inherit from one another. */
  forget(lesson: string): void;
}

/** The lessons in a folder, as they are now. */
export const lessonsOnDisk = (root: string): LessonTree => ({
  has: (file) => existsSync(join(root, file)),
  folders(folder) {
    const path = join(root, folder);
    if (!existsSync(path)) return [];
    return readdirSync(path, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name);
  },
});

/**
 * Reads `<folder>/<lesson>/server.js`, or that of a step, its own or inherited; `lesson` must have
 * been checked to be a slug.
 */
export function createLessonPrograms(folder: string): LessonPrograms {
  const programs = new Map<string, Promise<Program>>();
  const tree = lessonsOnDisk(folder);

  async function read(lesson: string): Promise<Program> {
    const file = fileOf(tree, lessonFolder(lesson), PROGRAM_FILE);
    const source =
      file === undefined
        ? undefined
        : await readFile(join(folder, file), "utf8").catch(() => undefined);
    if (source === undefined)
      throw new RefusalError("lessonMissing", { lesson });
    const options = {
      evaluate: evaluateInNode,
      modules: PROGRAM_MODULES,
      globals: PROGRAM_GLOBALS,
    };
    return compileProgram(source, options);
  }

  return {
    load(lesson) {
      const known = programs.get(lesson);
      if (known) return known;
      const program = read(lesson);
      programs.set(lesson, program);
      program.catch((error: unknown) => {
        // Names that do not exist are not kept: there is no end of them.
        if (error instanceof RefusalError) programs.delete(lesson);
      });
      return program;
    },
    forget(lesson) {
      for (const slug of programs.keys())
        if (lessonOf(slug) === lessonOf(lesson)) programs.delete(slug);
    },
  };
}
