import { expect, it } from "vitest";
import { pythonFaults } from "./python-faults.ts";

const programs = import.meta.glob<string>(
  "/src/content/docs/lessons/**/app.py",
  { query: "?raw", import: "default", eager: true },
);

it.for(Object.keys(programs))("finds nothing wrong in %s", (path) => {
  expect(pythonFaults(programs[path] ?? "x(")).toEqual([]);
});

it.for([
  ["a bracket that is never closed", "x = 1\nemit('a'\n\ny = 2\n", 2],
  ["a function without its colon", "def f()\n    pass\n", 1],
  ["an operator too many", "x = 1 + * 2\n", 1],
  ["two words that don't go together", "x = 1\nemit emit\n", 2],
] as const)("marks the line of %s", ([, source, line]) => {
  expect(pythonFaults(source).map((fault) => fault.line)).toEqual([line]);
});
