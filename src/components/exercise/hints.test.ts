import { expect, it } from "vitest";
import { linesToOrder, openRungs, RUNGS, shuffled } from "./hints.ts";

it("opens all rungs but the last after one try, and that after two", () => {
  expect([0, 1, 2, 3].map((attempts) => openRungs(attempts))).toEqual([
    0,
    RUNGS.length - 1,
    RUNGS.length,
    RUNGS.length,
  ]);
});

it("takes the lines that a solution changes, with two around them", () => {
  const starter = "a\nb\nc\nd\ne\nf\ng";
  expect(linesToOrder(starter, "a\nb\nc\nX\n\ne\nf\ng")).toEqual([
    "b",
    "c",
    "X",
    "e",
    "f",
  ]);
});

it("never shuffles lines into the order they are to get", () => {
  const lines = ["a", "b", "c"];
  expect(shuffled(lines, () => 0)).toEqual(["b", "c", "a"]);
  const mixed = shuffled(lines);
  expect(mixed.toSorted()).toEqual(lines);
  expect(mixed).not.toEqual(lines);
});
