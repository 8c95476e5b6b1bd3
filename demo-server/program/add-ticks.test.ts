import { expect, it } from "vitest";
import { prepareProgram } from "./prepare-program.ts";

const ticked = (source: string): string => {
  const program = prepareProgram(source, { ticks: true });
  if (!("body" in program)) throw new Error("It is no program.");
  return program.body;
};

it.for([
  ["while (true) {}", "while (true) { __tick(1);}"],
  ["for (;;);", "for (;;){ __tick(1); ; }"],
  ["do x(); while (y)", "do { __tick(1); x(); } while (y)"],
  ["for (const a of b) c(a)", "for (const a of b) { __tick(1); c(a) }"],
  ["function f() { g() }", "function f() { __tick(1); g() }"],
  ["const f = () => g()", "const f = () => (__tick(1), g())"],
  ["const f = () => ({ a: 1 })", "const f = () => ((__tick(1), { a: 1 }))"],
  [
    'function f() { "use strict"; g() }',
    'function f() { "use strict"; __tick(1); g() }',
  ],
  [
    "if (a)\n  while (b)\n    c();",
    "if (a)\n  while (b)\n    { __tick(2); c(); }",
  ],
] as const)("puts ticks into %j, and moves no line", ([source, body]) => {
  expect(ticked(source)).toBe(body);
});
