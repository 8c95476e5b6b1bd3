import { loadLesson, type Lesson } from "../lab/lessons.ts";
import { lessonSlug } from "../page/lesson-slug.ts";

/** What of a page's route tells its lesson. */
interface Route {
  readonly entry: {
    readonly id: string;
    readonly data: { readonly lab: boolean };
  };
}

/** The lesson of the page that is being built, or a step of it; the page must have a lab. */
export function lessonOfPage({ entry }: Route, step?: string): Promise<Lesson> {
  if (!entry.data.lab) {
    throw new Error(
      `The page "${entry.id}" has no lab to run anything in: give it "lab: true" in its frontmatter.`,
    );
  }
  const slug = lessonSlug(entry.id);
  return loadLesson(step === undefined ? slug : `${slug}.${step}`);
}

/** The one with this id, or an error that names those there are. */
export function byId<T>(
  known: Readonly<Record<string, T>>,
  id: string,
  where: string,
): T {
  const found = known[id];
  if (found) return found;
  throw new Error(
    `${where} has no "${id}". It has: ${Object.keys(known).join(", ") || "none"}.`,
  );
}
