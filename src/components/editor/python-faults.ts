import { parser } from "@lezer/python";
import type { Fault } from "./fault-marks.ts";

/**
 * Where a text can't be Python, as the parser of the editor's colours sees it: the first place. It
 * takes some that Python refuses, which is told when it runs.
 */
export function pythonFaults(source: string): readonly Fault[] {
  let at: number | undefined;
  parser.parse(source).iterate({
    enter({ type, from }) {
      if (type.isError) at ??= from;
      return at === undefined;
    },
  });
  if (at === undefined) return [];
  // It notices at the next word, which may stand on a later line.
  const before = source.slice(0, at).trimEnd();
  return [
    {
      line: before.split("\n").length,
      message:
        "SyntaxError: Python can’t read this. Is something missing here?",
    },
  ];
}
