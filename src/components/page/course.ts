import { PARTS } from "#content/lesson-fields.ts";

/** What navigation needs to know of a page. */
export interface CoursePage {
  /** Content id, such as `lessons/connect`. */
  readonly id: string;
  readonly title: string;
  readonly part: (typeof PARTS)[number] | undefined;
  readonly order: number;
}

/** Pages that stand under one heading. */
export interface PageGroup {
  readonly label: string;
  readonly pages: readonly CoursePage[];
}

/** The page that is no document but an app: the chat. */
export const CHAT_PAGE: CoursePage = {
  id: "chat",
  title: "The chat, live",
  part: undefined,
  order: 0,
};

const inOrder = (a: CoursePage, b: CoursePage): number =>
  a.order - b.order || a.title.localeCompare(b.title);

const inFolder = (pages: readonly CoursePage[], folder: string): CoursePage[] =>
  pages.filter((page) => page.id.startsWith(`${folder}/`)).sort(inOrder);

const filled = (groups: readonly PageGroup[]): PageGroup[] =>
  groups.filter((group) => group.pages.length > 0);

/** The lessons by part of the course; a part without lessons is left out. */
export function courseParts(pages: readonly CoursePage[]): PageGroup[] {
  const lessons = inFolder(pages, "lessons");
  return filled(
    PARTS.map((label) => ({
      label,
      pages: lessons.filter(({ part }) => part === label),
    })),
  );
}

/** What stands beside the course. */
export function companionGroups(pages: readonly CoursePage[]): PageGroup[] {
  return filled([
    { label: "Chat", pages: pages.filter(({ id }) => id === CHAT_PAGE.id) },
    { label: "Guides", pages: inFolder(pages, "guides") },
    { label: "Reference", pages: inFolder(pages, "reference") },
  ]);
}

/** The pages read before and after this one: lessons run on from part to part, other pages stay in their group. */
export function neighbours(
  pages: readonly CoursePage[],
  id: string,
): { prev: CoursePage | undefined; next: CoursePage | undefined } {
  const runs = [
    courseParts(pages).flatMap((part) => part.pages),
    ...companionGroups(pages).map((group) => group.pages),
  ];
  const run =
    runs.find((candidates) => candidates.some((page) => page.id === id)) ?? [];
  const at = run.findIndex((page) => page.id === id);
  return at < 0
    ? { prev: undefined, next: undefined }
    : { prev: run[at - 1], next: run[at + 1] };
}
