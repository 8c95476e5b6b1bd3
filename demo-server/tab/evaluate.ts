import type { Evaluate } from "../program/programs.ts";

/** Where the program's own module finds what it is handed, which may be a `globalThis` too. */
const HANDED = "__handed";

const moduleOf = (text: string): string =>
  URL.createObjectURL(new Blob([text], { type: "text/javascript" }));

/**
 * Runs a program's body as a module of its own, at whose end stands an import of what it is
 * handed: imports are hoisted, so that each line and column of the body stays where it is, and no
 * policy against `eval` is broken. Runs once in a worker.
 */
export const evaluateInTab: Evaluate = (body, parameters, file) => {
  const names = parameters.join(", ");
  const handed = moduleOf(
    `export const { ${names} } = self.${HANDED}; delete self.${HANDED};`,
  );
  const program = moduleOf(
    `${body}\n;import { ${names} } from "${handed}";\n//# sourceURL=${file}`,
  );
  return async (...values) => {
    const given = parameters.map((name, place) => [name, values[place]]);
    Reflect.set(globalThis, HANDED, Object.fromEntries(given));
    try {
      await import(/* @vite-ignore */ program);
    } finally {
      URL.revokeObjectURL(program);
      URL.revokeObjectURL(handed);
    }
  };
};
