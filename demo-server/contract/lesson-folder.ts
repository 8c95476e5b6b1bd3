/** Where the files of a lesson are below the folder of all; those of a step, `lesson.step`, are in its `steps`. */
export const lessonFolder = (slug: string): string =>
  slug.replace(".", "/steps/");

/** Whose folder this is: the other way round. */
export const lessonIn = (folder: string): string =>
  folder.replace("/steps/", ".");

/** The lesson that a step belongs to; a lesson's own name is itself. */
export const lessonOf = (slug: string): string => slug.replace(/\..*/, "");

/** What there is below the folder of all lessons, on a disk or in a list. */
export interface LessonTree {
  /** Whether there is this file, such as `send/server.js`. */
  has(file: string): boolean;
  /** Names of the folders in a folder, such as `chat/steps`; none where it is not there. */
  folders(folder: string): readonly string[];
}

/** The tree of a list of files. */
export function treeOf(files: Iterable<string>): LessonTree {
  const all = new Set(files);
  return {
    has: (file) => all.has(file),
    folders(folder) {
      const inside = [...all]
        .filter((file) => file.startsWith(`${folder}/`))
        .map((file) => file.slice(folder.length + 1).split("/"));
      return [
        ...new Set(
          inside.flatMap(([name = "", ...rest]) => (rest.length ? name : [])),
        ),
      ];
    },
  };
}

/** The steps of a lesson, each `lesson.step`, in the order of their numbers. */
export const stepsIn = (tree: LessonTree, lesson: string): string[] =>
  tree
    .folders(`${lesson}/steps`)
    .toSorted((a, b) => a.localeCompare(b, "en", { numeric: true }))
    .map((step) => `${lesson}.${step}`);

/**
 * Where a file of a folder is: in it, or where the folder inherits it from. A step has what the
 * steps before it have, the nearest first; an exercise, `lesson/exercises/exercise`, what its
 * lesson has at its end. Of an exercise, `starter` has what the exercise has; `solution` and
 * `wrong/…` hold what they change of the starter. Undefined where there is none, and where there is
 * no such step.
 */
export const fileOf = (
  tree: LessonTree,
  folder: string,
  name: string,
): string | undefined =>
  foldersOf(tree, folder)
    .map((each) => `${each}/${name}`)
    .find((file) => tree.has(file));

/** A folder and those that it inherits from, nearest first. */
function foldersOf(tree: LessonTree, folder: string): string[] {
  const [lesson = "", kind, name = "", answer] = folder.split("/");
  if (kind !== "steps" && kind !== "exercises") return [folder];
  const steps = stepsIn(tree, lesson).map(lessonFolder);
  if (kind === "steps")
    return steps.slice(0, steps.indexOf(folder) + 1).reverse();
  const exercise = `${lesson}/exercises/${name}`;
  const starter = `${exercise}/starter`;
  const own = answer === undefined ? [] : [...new Set([folder, starter])];
  return [...own, exercise, ...steps.reverse(), lesson];
}

/** The exercises of a lesson, each `lesson/exercises/exercise`, in the order of their numbers. */
export const exercisesIn = (tree: LessonTree, lesson: string): string[] =>
  tree
    .folders(`${lesson}/exercises`)
    .toSorted((a, b) => a.localeCompare(b, "en", { numeric: true }))
    .map((name) => `${lesson}/exercises/${name}`);
