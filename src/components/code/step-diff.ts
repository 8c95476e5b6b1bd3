import { diffArrays } from "diff";
import { highlight, type Token } from "./highlight.ts";

/** Lines of a file that one step kept, brought or took away. */
export interface DiffPart {
  readonly kind: "same" | "added" | "removed";
  readonly lines: readonly (readonly Token[])[];
  /** How many lines stand here that are the same and not shown. */
  readonly hidden?: number;
}

/** How many lines are shown around a change. */
const AROUND = 2;

const linesOf = (text: string): string[] =>
  text.replaceAll("\r\n", "\n").trimEnd().split("\n");

/**
 * A file of a first step, which was nothing before: down to the line that says `until`, or all of
 * it. Throws where there is no such line.
 */
export function wholeUntil(
  until: string | undefined,
  text: string,
  name: string,
): DiffPart[] {
  const lines = highlight(text, name);
  if (until === undefined) return [{ kind: "same", lines }];
  const end = linesOf(text).findIndex((line) => line.trim() === until);
  if (end < 0) throw new Error(`${name} has no line "${until}".`);
  return [
    { kind: "same", lines: lines.slice(0, end) },
    { kind: "same", lines: [], hidden: lines.length - end },
  ];
}

/**
 * How a file came from what it was the step before, in order; `name` tells its language. Of what
 * stayed the same, only the lines next to a change are shown.
 */
export function diffOf(
  before: string,
  after: string,
  name: string,
): DiffPart[] {
  const now = highlight(after, name);
  const old = highlight(before, name);
  const changes = diffArrays(linesOf(before), linesOf(after));
  let at = 0;
  let was = 0;
  const parts = changes.map(({ added, removed, count }): DiffPart => {
    const lines = removed
      ? old.slice(was, was + count)
      : now.slice(at, at + count);
    if (!added) was += count;
    if (!removed) at += count;
    return { kind: added ? "added" : removed ? "removed" : "same", lines };
  });
  return parts.flatMap((part, i) =>
    part.kind === "same"
      ? fold(part, { head: i > 0, tail: i < parts.length - 1 })
      : [part],
  );
}

/** Leaves of a part the lines next to the change before it and after it. */
function fold(
  part: DiffPart,
  { head, tail }: { head: boolean; tail: boolean },
): DiffPart[] {
  const { lines } = part;
  const first = head ? AROUND : 0;
  const last = tail ? AROUND : 0;
  const hidden = lines.length - first - last;
  // Less than three are told in as much room as they take.
  if (hidden < 3) return [part];
  return [
    { kind: "same" as const, lines: lines.slice(0, first) },
    { kind: "same" as const, lines: [], hidden },
    { kind: "same" as const, lines: lines.slice(lines.length - last) },
  ].filter(({ lines: kept, hidden }) => kept.length > 0 || hidden);
}
