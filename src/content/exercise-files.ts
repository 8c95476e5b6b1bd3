import { exercisesIn, fileOf, treeOf } from "#contract/lesson-folder.ts";
import { CLIENT_FILE, type AnswerFile } from "#lab/exercise/answer.ts";
import type { Exercise } from "#lab/exercise/exercise.ts";
import type { PacketName } from "#lab/exercise/reading-checks.ts";
import { LANGUAGES } from "#lab/language.ts";
import {
  LESSONS,
  loadScreen,
  loadSource,
  type Screen,
} from "./lesson-files.ts";

const definitions = import.meta.glob<Exercise>(
  "/src/content/docs/lessons/*/exercises/*/exercise.ts",
  { import: "default" },
);
const screens = import.meta.glob<Screen>(
  "/src/content/docs/lessons/*/exercises/*/client.jsx",
  { import: "default" },
);
const sources = import.meta.glob<string>(
  "/src/content/docs/lessons/*/exercises/{*,*/starter,*/solution}/{server.js,app.py,client.jsx}",
  { query: "?raw", import: "default" },
);

/** What solves an exercise whose program is given. */
const packets = import.meta.glob<PacketName>(
  "/src/content/docs/lessons/*/exercises/*/solution/packet.json",
  { import: "default" },
);

const tree = treeOf(
  [...Object.keys(definitions), ...Object.keys(sources)].map((path) =>
    path.slice(LESSONS.length),
  ),
);

/** Which of an exercise's files: those that a reader begins with, or those that solve it. */
export type Answer = "starter" | "solution";

/** The lesson of an exercise, `lesson/exercises/exercise`. */
const lessonOf = (exercise: string): string => exercise.split("/")[0] ?? "";

/** An exercise by its folder, `lesson/exercises/exercise`. Rejects where there is none. */
export function loadExercise(exercise: string): Promise<Exercise> {
  const load = definitions[`${LESSONS}${exercise}/exercise.ts`];
  return (
    load?.() ?? Promise.reject(new Error(`There is no exercise "${exercise}".`))
  );
}

/** The exercises of a lesson, each `lesson/exercises/exercise`, in their order. */
export const exercisesOf = (lesson: string): string[] =>
  exercisesIn(tree, lesson);

/** The files that an exercise begins with: the clients' program where the reader writes that, or the server's in each language that it's in. */
export const writtenIn = (exercise: string): AnswerFile[] =>
  [CLIENT_FILE, ...LANGUAGES.map(({ program }) => program)].filter(
    (file): file is AnswerFile =>
      sources[`${LESSONS}${exercise}/starter/${file}`] !== undefined,
  );

/** The text of a file; what an exercise has not, its lesson has. Rejects where neither has it. */
export function loadExerciseSource(
  exercise: string,
  answer: Answer,
  name: string,
): Promise<string> {
  const file = fileOf(tree, `${exercise}/${answer}`, name);
  const load = file === undefined ? undefined : sources[LESSONS + file];
  return load?.() ?? loadSource(lessonOf(exercise), name);
}

/** The packet that solves an exercise in which one is to be found. Rejects where it has none. */
export function loadPacketToFind(exercise: string): Promise<PacketName> {
  const load = packets[`${LESSONS}${exercise}/solution/packet.json`];
  return (
    load?.() ??
    Promise.reject(new Error(`"${exercise}" has no packet to be found.`))
  );
}

/** One client's screen, where the reader doesn't write it; its lesson's where the exercise has none of its own. */
export function loadExerciseScreen(exercise: string): Promise<Screen> {
  const file = fileOf(tree, exercise, "client.jsx");
  const load = file === undefined ? undefined : screens[LESSONS + file];
  return load?.() ?? loadScreen(lessonOf(exercise));
}
