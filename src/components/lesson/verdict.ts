/** What the trace says of one option. */
export interface Verdict {
  readonly right: boolean;
  /** In words and a sign, so that it does not hang on colour. */
  readonly words: string;
}

/** Compares what the reader expects of one option with what happened. */
export function judge(expected: boolean, happened: boolean): Verdict {
  if (expected === happened)
    return { right: true, words: expected ? "✓ yes" : "✓ no" };
  return { right: false, words: happened ? "✗ it was" : "✗ it wasn’t" };
}

/** What is said of the whole. */
export interface Summary {
  readonly right: boolean;
  /** The reader's answer, and the packets', in words. */
  readonly said: string;
  readonly was: string;
}

/** Sums up an answer; `none` is what an answer without any option is called. */
export function summarise(
  expected: readonly string[],
  happened: readonly string[],
  none: string,
): Summary {
  return {
    right:
      expected.length === happened.length &&
      happened.every((option) => expected.includes(option)),
    said: inWords(expected, none),
    was: inWords(happened, none),
  };
}

function inWords(options: readonly string[], none: string): string {
  const last = options.at(-1);
  if (last === undefined) return none;
  return options.length === 1
    ? last
    : `${options.slice(0, -1).join(", ")} and ${last}`;
}
