import {
  loadExercise,
  loadExerciseScreen,
  loadExerciseSource,
} from "#content/exercise-files.ts";
import type { Exercise } from "#lab/exercise/exercise.ts";
import { judge, type Judgement } from "#lab/exercise/judge.ts";
import { createWords } from "#lab/exercise/words.ts";
import type { LabDefinition } from "#lab/lesson.ts";
import type { ProgramFile } from "#lab/language.ts";
import { openOwnLab, type PageLab } from "../lab/current-lab.ts";
import type { Lesson } from "../lab/lessons.ts";
import { keptSpeed } from "../playback/kept-speed.ts";
import { sandboxFor } from "../server-choice/sandbox-choice.ts";

/** A program as the reader wrote it. */
export interface Program {
  readonly file: ProgramFile;
  readonly source: string;
}

/** What came of checking a program, and the lab that it ran in. */
export interface Checked {
  readonly judgement: Judgement;
  readonly page: PageLab;
  /** The line of the program that failed, where one did. */
  readonly failedLine: number | undefined;
}

/** Runs a program in the page's lab, for the reader to try. Rejects with a sentence where it can't. */
export async function runProgram(
  exercise: string,
  program: Program,
): Promise<PageLab> {
  const { lab } = await loadExercise(exercise);
  return open(exercise, lab(createWords()), program, false);
}

/**
 * Runs a program in the page's lab in real time, does the exercise's script, and asks its checks.
 * The picture shows it after the fact, at the speed that the reader has chosen.
 */
export async function checkProgram(
  exercise: string,
  program: Program,
): Promise<Checked> {
  const definition: Exercise = await loadExercise(exercise);
  const word = createWords();
  const page = await open(exercise, definition.lab(word), program, true);
  const judgement = await judge(definition, page.lab, word, program);
  page.playback.setSpeed(keptSpeed());
  return { judgement, page, failedLine: page.lab.trouble()?.line };
}

async function open(
  exercise: string,
  definition: LabDefinition,
  { file, source }: Program,
  realTime: boolean,
): Promise<PageLab> {
  const [Screen, client] = await Promise.all([
    loadExerciseScreen(exercise),
    loadExerciseSource(exercise, "starter", "client.jsx"),
  ]);
  const lesson: Lesson = {
    slug: exercise,
    definition,
    Screen,
    programs: { [file]: source },
    client,
  };
  return openOwnLab({ lesson, file, source, realTime, find: sandboxFor(file) });
}
