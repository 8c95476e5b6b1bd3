import type { ProgramError } from "#contract/stream.ts";
import { ClientStopped } from "./client-guard.ts";
import { CLIENT_FILE } from "./client-text.ts";

/** What React says by number in a production build, for the mistakes that a learner makes. */
const REACT_WORDS: Readonly<Record<string, string>> = {
  31: "An object can’t be drawn as text. Draw one of its properties instead.",
  130: "What stands in the place of a component isn’t one. Is its name right?",
  185: "An effect sets a state each time it runs, which draws the component again. Does the effect need a list of dependencies?",
  300: "This component called fewer hooks than the time before. Call them all, in the same order, each time.",
  301: "Drawing this component sets a state, which draws it again. Set states in handlers or effects.",
  310: "This component called more hooks than the time before. Call them all, in the same order, each time.",
  321: "A hook was called outside of a component.",
};

// The name that the compiled text gives itself; what else runs in the frame has others.
const PLACE = /client\.jsx:(\d+):(\d+)/;

/** Anything that a client's code threw, with its first place in client.jsx; `drawn` is the line of the component that was drawn last. */
export function toClientError(
  thrown: unknown,
  drawn: number | undefined,
): ProgramError {
  if (thrown instanceof ClientStopped)
    return { message: thrown.message, file: CLIENT_FILE, line: thrown.line };
  const { message, stack } = wordsOf(thrown);
  const code = /Minified React error #(\d+)/.exec(message)?.[1];
  const place = PLACE.exec(stack);
  const line = place
    ? Number(place[1])
    : code === undefined
      ? undefined
      : drawn;
  return {
    message: (code && REACT_WORDS[code]) ?? message.slice(0, 500),
    file: CLIENT_FILE,
    ...(line !== undefined && { line }),
    ...(place && { column: Number(place[2]) }),
  };
}

function wordsOf(thrown: unknown): { message: string; stack: string } {
  if (thrown instanceof Error)
    return {
      message: `${thrown.name}: ${thrown.message}`,
      stack: thrown.stack ?? "",
    };
  try {
    return { message: `The client threw ${String(thrown)}`, stack: "" };
  } catch {
    return {
      message: "The client threw something that has no text.",
      stack: "",
    };
  }
}
