import type { LabDefinition } from "#lab/lesson.ts";
import type { LabPromises } from "#lab/promise.ts";

/** A lab of a lesson, or of a step, with what its prose promises. */
export interface LabCase {
  /** `lesson`, or `lesson.step`. */
  readonly slug: string;
  readonly definition: LabDefinition;
  readonly promises: LabPromises;
}

/** A lab of which nothing is promised. */
export const NO_PROMISES: LabPromises = { buttons: [], answers: {} };
