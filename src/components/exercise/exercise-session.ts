import {
  loadExercise,
  loadExerciseScreen,
  loadExerciseSource,
} from "#content/exercise-files.ts";
import { CLIENT_FILE, type AnswerFile } from "#lab/exercise/answer.ts";
import type { Exercise, Programs } from "#lab/exercise/exercise.ts";
import { judge, type Judgement } from "#lab/exercise/judge.ts";
import { createWords } from "#lab/exercise/words.ts";
import type { LabDefinition } from "#lab/lesson.ts";
import {
  DEFAULT_LANGUAGE,
  LANGUAGES,
  programOf,
  type ProgramFile,
} from "#lab/language.ts";
import { openOwnLab, type PageLab } from "../lab/current-lab.ts";
import type { Lesson } from "../lab/lessons.ts";
import { keptSpeed } from "../playback/kept-speed.ts";
import { sandboxFor } from "../server-choice/sandbox-choice.ts";
import { shownLanguage } from "../server-choice/show-server.ts";

/** The file that the reader wrote, and its text. */
export interface Written {
  readonly file: AnswerFile;
  readonly source: string;
}

/** What came of checking a program, and the lab that it ran in. */
export interface Checked {
  readonly judgement: Judgement;
  readonly page: PageLab;
  /** The line that failed of what the reader wrote, where one did. */
  readonly failedLine: number | undefined;
}

/** Runs what the reader wrote in the page's lab, for them to try. Rejects with a sentence where it can't. */
export async function runProgram(
  exercise: string,
  written: Written,
): Promise<PageLab> {
  const { lab } = await loadExercise(exercise);
  const programs = await programsWith(exercise, written);
  return openProgram(exercise, lab(createWords()), programs, false);
}

/**
 * Runs what the reader wrote in the page's lab in real time, does the exercise's script, and asks its
 * checks. The picture shows it after the fact, at the speed that the reader has chosen.
 */
export async function checkProgram(
  exercise: string,
  written: Written,
): Promise<Checked> {
  const definition: Exercise = await loadExercise(exercise);
  const programs = await programsWith(exercise, written);
  const word = createWords();
  const page = await openProgram(
    exercise,
    definition.lab(word),
    programs,
    true,
  );
  const judgement = await judge(definition, page.lab, word, programs);
  page.playback.setSpeed(keptSpeed());
  const trouble = page.lab.trouble();
  const isInWritten = (trouble?.file ?? written.file) === written.file;
  return {
    judgement,
    page,
    failedLine: isInWritten ? trouble?.line : undefined,
  };
}

/** What the reader wrote, with the server's program in their language where they wrote the clients'. */
async function programsWith(
  exercise: string,
  { file, source }: Written,
): Promise<Programs> {
  if (file !== CLIENT_FILE) return { [file]: source };
  // Where the build had no Flask, Python doesn't run in the page.
  const server = programOf(
    import.meta.env["HAS_PYTHON"] === false
      ? DEFAULT_LANGUAGE
      : shownLanguage(),
  );
  return {
    [server]: await loadExerciseSource(exercise, "starter", server),
    [file]: source,
  };
}

/** Opens programs in the page's lab. Rejects with a sentence where it can't run. */
export async function openProgram(
  exercise: string,
  definition: LabDefinition,
  { [CLIENT_FILE]: ownClient, ...programs }: Programs,
  realTime: boolean,
): Promise<PageLab> {
  const [Screen, client] = await Promise.all([
    loadExerciseScreen(exercise),
    ownClient ?? loadExerciseSource(exercise, "starter", CLIENT_FILE),
  ]);
  const file = serverFile(programs);
  const lesson: Lesson = {
    slug: exercise,
    definition,
    Screen,
    programs,
    client,
  };
  return openOwnLab({
    lesson,
    file,
    source: programs[file] ?? "",
    client: ownClient,
    realTime,
    find: sandboxFor(file),
  });
}

/** The file of the server among programs. */
const serverFile = (programs: Programs): ProgramFile =>
  LANGUAGES.map(({ program }) => program).find((file) => file in programs) ??
  programOf(DEFAULT_LANGUAGE);
