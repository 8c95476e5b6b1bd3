/** What the trace says of one option. */
export interface Verdict {
  readonly right: boolean;
  /** In words and a sign, so that it does not hang on colour. */
  readonly words: string;
}

/** Compares what the reader expects of one option with what happened. */
export function judge(expected: boolean, happened: boolean): Verdict {
  if (expected === happened)
    return { right: true, words: expected ? "✓ yes" : "✓ rightly not" };
  return { right: false, words: happened ? "✗ this too" : "✗ not this" };
}

/** One sentence for the whole, before the reason. */
export function summarise(
  expected: readonly string[],
  happened: readonly string[],
): string {
  const isRight =
    expected.length === happened.length &&
    happened.every((option) => expected.includes(option));
  return `${isRight ? "Right" : "Not quite"}: the packets say ${inWords(happened)}.`;
}

function inWords(options: readonly string[]): string {
  const last = options.at(-1);
  if (last === undefined) return "none of these";
  return options.length === 1
    ? last
    : `${options.slice(0, -1).join(", ")} and ${last}`;
}
