/**
 * The first lesson of a course that a reader who has begun isn't done with; undefined for who has
 * not begun, and for who is done with all. `kept` gives what `kept-progress.ts` keeps of a lesson.
 * It stands whole in the front page, which runs it before anything is drawn, so it uses nothing
 * from around it.
 */
export function lessonToGoOn(
  lessons: readonly string[],
  kept: (lesson: string) => string | null,
): string | undefined {
  const begun = lessons.filter((lesson) => shareOf(lesson) > 0);
  return begun.length === 0
    ? undefined
    : lessons.find((lesson) => shareOf(lesson) < 1);

  /** How much of a lesson was used, from 0 to 1. */
  function shareOf(lesson: string): number {
    const [, used, of] = /^(\S.*)\/(\d+)$/.exec(kept(lesson) ?? "") ?? [];
    return used === undefined ? 0 : used.split(" ").length / Number(of);
  }
}
