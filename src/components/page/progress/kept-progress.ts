/** How far a reader is in one lesson. */
export interface Progress {
  /** Ids of the actions and questions that were used. */
  readonly used: readonly string[];
  /** How many the lesson has. */
  readonly of: number;
}

const keyOf = (lesson: string): string => `progress:${lesson}`;

/** How it is kept: "send.alice-sends send/exercises/1-pass-it-on/5": the number of all stands at the end. */
export const FORM = /^([\w./-]+(?: [\w./-]+)*)\/(\d+)$/;

/** How far the reader is in a lesson, by what this browser keeps; undefined where it keeps nothing that fits. */
export function progressIn(lesson: string): Progress | undefined {
  try {
    const [, used, of] =
      FORM.exec(localStorage.getItem(keyOf(lesson)) ?? "") ?? [];
    return used === undefined
      ? undefined
      : { used: used.split(" "), of: Number(of) };
  } catch {
    // Storage may be forbidden.
    return undefined;
  }
}

/** Keeps that something of a lesson was used; `of` is how many there are. */
export function keepUsed(lesson: string, id: string, of: number): void {
  const used = new Set(progressIn(lesson)?.used).add(id);
  try {
    const before = localStorage.getItem(keyOf(lesson));
    // What does not fit is somebody else's: it's set aside, not lost.
    if (before !== null && !FORM.test(before))
      localStorage.setItem(`set-aside:${keyOf(lesson)}`, before);
    localStorage.setItem(keyOf(lesson), `${[...used].join(" ")}/${of}`);
  } catch {
    return;
  }
}

/** What is kept of a lesson, with what was used elsewhere added; what was there and does not fit gives way. */
export function mergedProgress(before: string | null, more: string): string {
  const [, mine, of] = FORM.exec(before ?? "") ?? [];
  const [, theirs = "", ofTheirs = "1"] = FORM.exec(more) ?? [];
  const used = new Set(`${mine ?? ""} ${theirs}`.trim().split(" "));
  return `${[...used].join(" ")}/${of ?? ofTheirs}`;
}
