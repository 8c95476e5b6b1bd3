import { stepsOf } from "#content/lesson-files.ts";
import { lessonOf } from "#contract/lesson-folder.ts";
import type { LabDefinition } from "#lab/lesson.ts";
import type { ClientName } from "#lab/people.ts";
import type { Lesson, Programs } from "./lessons.ts";

/** A client's screen before its client is there. */
export interface ScreenSkeleton {
  readonly name: ClientName;
  /** It does not connect by itself. */
  readonly offline: boolean;
  readonly actions: readonly {
    readonly id: string;
    readonly label: string;
    readonly order?: string;
  }[];
}

/** What a page shows of a lab before it is open: as large as what follows, so that nothing moves. */
export interface LabSkeleton {
  /** A lesson, or the first step of one. */
  readonly lesson: string;
  /** All steps of a lesson in steps; none of any other. */
  readonly steps: readonly string[];
  readonly programs: Programs;
  readonly screens: readonly ScreenSkeleton[];
}

/** Gathers, while the page is built, what its lab begins with. */
export function labSkeleton({
  slug,
  definition,
  programs,
}: Lesson): LabSkeleton {
  return {
    lesson: slug,
    steps: slug.includes(".") ? stepsOf(lessonOf(slug)) : [],
    programs,
    screens: screenSkeletons(definition),
  };
}

/** The screens of a lab, one for each client. */
export const screenSkeletons = ({
  clients,
  actions,
  offline = [],
}: LabDefinition): ScreenSkeleton[] =>
  clients.map((name) => ({
    name,
    offline: offline.includes(name),
    actions: Object.entries(actions)
      .filter(([, { who }]) => who === name)
      .map(([id, { label, order }]) =>
        order === undefined ? { id, label } : { id, label, order },
      ),
  }));
