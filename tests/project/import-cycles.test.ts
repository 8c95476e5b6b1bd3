import { cruise, type ICruiseResult } from "dependency-cruiser";
import { expect, it } from "vitest";
import { folderOf } from "../support/server/folder-of.ts";
import config from "../../.dependency-cruiser.mjs";

/** The cycles that the lint stage's rule finds in a folder of these files, each as its files in order. */
async function cyclesIn(files: Record<string, string>): Promise<string[]> {
  const { output } = await cruise(["."], {
    ...config.options,
    tsConfig: {},
    baseDir: folderOf(files),
    ruleSet: { forbidden: config.forbidden ?? [] },
    validate: true,
  });
  return (output as ICruiseResult).summary.violations.map(({ from, cycle }) =>
    [from, ...(cycle ?? []).map(({ name }) => name)].join(" → "),
  );
}

it("finds two files that import each other, be it only each other's types", async () => {
  expect(
    await cyclesIn({
      "a.ts": 'import type { B } from "./b.ts"; export type A = B[];',
      "b.ts": 'import type { A } from "./a.ts"; export type B = A | 1;',
    }),
  ).toEqual(["a.ts → b.ts → a.ts"]);
});

it("finds a cycle of three", async () => {
  expect(
    await cyclesIn({
      "a.ts": 'import "./b.ts";',
      "b.ts": 'import "./c.ts";',
      "c.ts": 'import "./a.ts";',
    }),
  ).toEqual(["a.ts → b.ts → c.ts → a.ts"]);
});

it("says nothing of files that import a third", async () => {
  expect(
    await cyclesIn({
      "a.ts": 'import { C } from "./c.ts"; export const A = C;',
      "b.ts": 'import { C } from "./c.ts"; export const B = C;',
      "c.ts": "export const C = 1;",
    }),
  ).toEqual([]);
});
