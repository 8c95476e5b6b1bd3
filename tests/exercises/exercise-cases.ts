import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { exercisesIn, fileOf } from "#contract/lesson-folder.ts";
import { CLIENT_FILE, type AnswerFile } from "#lab/exercise/answer.ts";
import type { Exercise, Prediction, Programs } from "#lab/exercise/exercise.ts";
import type { PacketName } from "#lab/exercise/reading-checks.ts";
import { LANGUAGES, type Language, type ProgramFile } from "#lab/language.ts";
import { lessonsOnDisk } from "#server/node/programs/lesson-programs.ts";
import { lessonsDirs } from "../support/lab/lessons-dirs.ts";

const LESSONS = lessonsDirs.site;
const tree = lessonsOnDisk(LESSONS);

/** An answer to an exercise in one language: its starter, its solution, or a known mistake. */
export interface AnswerCase {
  /** "starter", "solution" or "wrong/…". */
  readonly answer: string;
  readonly language: Language;
  /** The file that the reader writes, and its text. */
  readonly file: AnswerFile;
  readonly source: string;
  /** The server's file. */
  readonly server: ProgramFile;
  /** All that runs. */
  readonly programs: Programs;
  /** What it says of the run, where the program is given. */
  readonly reading: SaidOfRun;
  /** Where what the checks say of it is kept; undefined but for mistakes. */
  readonly says: string | undefined;
}

/** What an answer says of a run: which packet it points at, or what it predicts. */
export interface SaidOfRun {
  readonly packet?: PacketName | undefined;
  readonly prediction?: Prediction | undefined;
}

/** An exercise with its answers in each language that it has them in. */
export interface ExerciseCase {
  /** `lesson/exercises/exercise`. */
  readonly exercise: string;
  readonly definition: Exercise;
  /** Names of the folders of known mistakes. */
  readonly mistakes: readonly string[];
  readonly answers: readonly AnswerCase[];
}

/** The lessons to be tested: all, or those that `npm test` names. */
const only = process.env["ROUNDTRIP_LESSONS"]?.split(",");

/** The lessons of the course, or those that are to be tested. */
export const lessons = (): string[] =>
  tree
    .folders("")
    .filter((lesson) => only?.includes(lesson) ?? true)
    .toSorted();

/** Every exercise of the course, by the folders. */
export async function exerciseCases(): Promise<ExerciseCase[]> {
  return Promise.all(
    lessons()
      .flatMap((lesson) => exercisesIn(tree, lesson))
      .map(exerciseCase),
  );
}

async function exerciseCase(exercise: string): Promise<ExerciseCase> {
  const path = join(LESSONS, exercise, "exercise.ts");
  const { default: definition } = (await import(
    /* @vite-ignore */ pathToFileURL(path).href
  )) as { default: Exercise };
  const mistakes = tree.folders(`${exercise}/wrong`);
  const folders = [
    "starter",
    "solution",
    ...mistakes.map((name) => `wrong/${name}`),
  ];
  const answers = LANGUAGES.flatMap(({ id, program }) =>
    folders.flatMap((answer) => answerCase(exercise, answer, id, program)),
  );
  return { exercise, definition, mistakes, answers };
}

/** An answer in a language; none where the exercise has no starter of its own in it. */
function answerCase(
  exercise: string,
  answer: string,
  language: Language,
  server: ProgramFile,
): AnswerCase[] {
  const file = [CLIENT_FILE, server].find((name) =>
    tree.has(`${exercise}/starter/${name}`),
  ) as AnswerFile | undefined;
  if (file === undefined) return [];
  const textOf = (name: AnswerFile): string => {
    const path = fileOf(tree, `${exercise}/${answer}`, name);
    if (path === undefined)
      throw new Error(
        `${exercise}/${answer} has no ${name}, nor inherits one.`,
      );
    return readFileSync(join(LESSONS, path), "utf8");
  };
  const source = textOf(file);
  return [
    {
      answer,
      language,
      file,
      source,
      server,
      programs: { [server]: textOf(server), [file]: source },
      reading: {
        packet: readData(exercise, answer, "packet.json"),
        prediction: readData(exercise, answer, "prediction.json"),
      } as SaidOfRun,
      says: answer.startsWith("wrong/")
        ? join(LESSONS, exercise, answer, `${nameOf(file, server)}.says.txt`)
        : undefined,
    },
  ];
}

/** A client's answer is told of with each server. */
const nameOf = (file: AnswerFile, server: ProgramFile): string =>
  file === server ? file : `${file}.${server}`;

/** What a file of an answer's own folder holds; undefined where it has none. */
function readData(exercise: string, answer: string, name: string): unknown {
  const path = join(LESSONS, exercise, answer, name);
  return existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) : undefined;
}
