import { promises, type Promised } from "../e2e/lesson-promises.ts";
import { builtPages } from "../support/page/built-pages.ts";

/** A lesson of the built site. */
export interface BuiltLesson {
  readonly lesson: string;
  /** What the first button of its prose must make happen; undefined where that is not written down. */
  readonly promised: Promised | undefined;
}

/** Every lesson of the built site, each with its first promise. */
export const builtLessons: readonly BuiltLesson[] = builtPages().flatMap(
  (path) => {
    const lesson = /^\/lessons\/([^/]+)\/$/.exec(path)?.[1];
    if (lesson === undefined) return [];
    const promised = promises.find((one) => one.lesson === lesson);
    return [{ lesson, promised }];
  },
);
