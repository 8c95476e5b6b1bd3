import type { ClientName } from "../../lab/lesson.ts";
import type { Lesson, Programs } from "./lessons.ts";

/** A client's screen before its client is there. */
export interface ScreenShell {
  readonly name: ClientName;
  /** It does not connect by itself. */
  readonly offline: boolean;
  readonly actions: readonly { readonly id: string; readonly label: string }[];
}

/** What a page shows of a lab before it is open: as large as what follows, so that nothing moves. */
export interface LabShell {
  readonly lesson: string;
  readonly programs: Programs;
  readonly screens: readonly ScreenShell[];
}

/** Gathers, while the page is built, what its lab begins with. */
export function labShell({ slug, definition, programs }: Lesson): LabShell {
  const { clients, actions, offline = [] } = definition;
  return {
    lesson: slug,
    programs,
    screens: clients.map((name) => ({
      name,
      offline: offline.includes(name),
      actions: Object.entries(actions)
        .filter(([, { who }]) => who === name)
        .map(([id, { label }]) => ({ id, label })),
    })),
  };
}
