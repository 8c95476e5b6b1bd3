import { placeIn, PROGRAM_FILE } from "../program/programs.ts";

/** Enough frames for the usual ways from a program's call to the tap, and for the long ones. */
const NEAR = 3;
const FAR = 16;

/** Not every browser has it. */
const captures = "captureStackTrace" in Error;

let found: number | undefined;

const findLine = (_error: Error, sites: NodeJS.CallSite[]): undefined => {
  for (const site of sites) {
    // The same as the file's name, but for a program that was loaded from a blob.
    if (site.getScriptNameOrSourceURL() === PROGRAM_FILE) {
      found = site.getLineNumber() ?? undefined;
      return;
    }
  }
};

/**
 * Line of the program that stands on the stack under `below`, or undefined when none does.
 * Costs about a microsecond a frame, which is why it looks near before it looks far.
 */
// eslint-disable-next-line @typescript-eslint/no-unsafe-function-type -- any function may be on the stack
export function programLine(below: Function): number | undefined {
  const limit = Error.stackTraceLimit;
  const prepare = Error.prepareStackTrace;
  Error.prepareStackTrace = findLine;
  try {
    return lineWithin(NEAR, below) ?? lineWithin(FAR, below);
  } finally {
    Error.prepareStackTrace = prepare;
    Error.stackTraceLimit = limit;
  }
}

// eslint-disable-next-line @typescript-eslint/no-unsafe-function-type -- as above
function lineWithin(frames: number, below: Function): number | undefined {
  Error.stackTraceLimit = frames;
  found = undefined;
  const holder: { stack?: unknown } = captures ? {} : new Error();
  if (captures) Error.captureStackTrace(holder, below);
  // Reading it is what makes V8 call `findLine`; Firefox and Safari give a text to be read.
  const { stack } = holder;
  return typeof stack === "string" ? placeIn(stack)?.line : found;
}
