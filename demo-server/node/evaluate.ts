import vm from "node:vm";
import type { Evaluate } from "../program/programs.ts";

/** Compiles a program's body with V8 under the program's own file name, lines and columns. */
export const evaluateInNode: Evaluate = (body, parameters, file) => {
  const head = `(async (${parameters.join(", ")}) => { "use strict"; `;
  // The head stands on the program's first line, so the columns of that line are moved back.
  const script = new vm.Script(`${head}${body}\n})`, {
    filename: file,
    columnOffset: -head.length,
  });
  const start: unknown = script.runInThisContext();
  if (typeof start !== "function")
    throw new TypeError(`${file} did not compile to a function.`);
  return async (...values) =>
    (await Reflect.apply(start, undefined, values)) as unknown;
};
