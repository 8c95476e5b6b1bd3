import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { compileProgram } from "../program/compile.ts";
import { lessonFolder } from "#contract/lesson-folder.ts";
import {
  PROGRAM_FILE,
  PROGRAM_MODULES,
  type Program,
} from "../program/programs.ts";
import { evaluateInNode } from "./evaluate.ts";
import { PROGRAM_GLOBALS } from "../program/program-globals.ts";
import { RefusalError } from "./refusal.ts";

/** The server programs of the lessons, each read and compiled once. */
export interface LessonPrograms {
  /** Rejects with a refusal for a lesson that is not there, with `ProgramFault` for a wrong one. */
  load(lesson: string): Promise<Program>;
  forget(lesson: string): void;
}

/**
 * Reads `<folder>/<lesson>/server.js`, or that of a step; `lesson` must have been checked to be a
 * slug.
 */
export function createLessonPrograms(folder: string): LessonPrograms {
  const programs = new Map<string, Promise<Program>>();

  async function read(lesson: string): Promise<Program> {
    const source = await readFile(
      join(folder, lessonFolder(lesson), PROGRAM_FILE),
      "utf8",
    ).catch(() => {
      // Names that do not exist are not kept: there is no end of them.
      programs.delete(lesson);
      throw new RefusalError("lessonMissing", { lesson });
    });
    const options = {
      evaluate: evaluateInNode,
      modules: PROGRAM_MODULES,
      globals: PROGRAM_GLOBALS,
    };
    return compileProgram(source, options);
  }

  return {
    load(lesson) {
      const program = programs.get(lesson) ?? read(lesson);
      programs.set(lesson, program);
      return program;
    },
    forget(lesson) {
      programs.delete(lesson);
    },
  };
}
