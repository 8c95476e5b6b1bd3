import vm from "node:vm";
import {
  PROGRAM_FILE,
  ProgramFault,
  type Evaluate,
} from "../../program/programs.ts";

/**
 * Compiles a program's body with V8 under the program's own file name, lines and columns. Throws
 * `ProgramFault` where V8 refuses what the parser has taken.
 */
export const evaluateInNode: Evaluate = (body, parameters, file) => {
  // No arrow function: a program's `this` is undefined at its top, as in any module.
  const head = `(async function (${parameters.join(", ")}) { "use strict"; `;
  const start: unknown = compile(head, body, file).runInThisContext();
  if (typeof start !== "function")
    throw new TypeError(`${file} did not compile to a function.`);
  return async (...values) =>
    (await Reflect.apply(start, undefined, values)) as unknown;
};

function compile(head: string, body: string, file: string): vm.Script {
  try {
    // The head stands on the program's first line, so the columns of that line are moved back.
    return new vm.Script(`${head}${body}\n})`, {
      filename: file,
      columnOffset: -head.length,
    });
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    // The stack begins with the place, the line itself, and a mark below the column.
    const [place = "", , mark = ""] = (error.stack ?? "").split("\n");
    const line = Number(/:(\d+)$/.exec(place)?.[1]);
    const column = mark.indexOf("^") + 1 - (line === 1 ? head.length : 0);
    throw new ProgramFault({
      message: `SyntaxError: ${error.message}`,
      file: PROGRAM_FILE,
      ...(line > 0 && { line }),
      ...(line > 0 && column > 0 && { column }),
    });
  }
}
