import { expect, test } from "vitest";
import {
  companionGroups,
  courseParts,
  neighbours,
  type CoursePage,
} from "./course.ts";

const page = (
  id: string,
  order: number,
  part?: CoursePage["part"],
): CoursePage => ({
  id,
  title: id,
  order,
  part,
});

const pages = [
  page("index", 0),
  page("lessons/broadcast", 1, "Reach the right clients"),
  page("lessons/send", 2, "Start"),
  page("lessons/connect", 1, "Start"),
  page("reference/glossary", 2),
  page("reference/wire-format", 1),
];

const ids = (list: readonly CoursePage[]): string[] => list.map(({ id }) => id);

test("groups the lessons by part, in the order of the course", () => {
  expect(
    courseParts(pages).map((part) => [part.label, ids(part.pages)]),
  ).toEqual([
    ["Start", ["lessons/connect", "lessons/send"]],
    ["Reach the right clients", ["lessons/broadcast"]],
  ]);
});

test("leaves out a group that has no pages", () => {
  expect(companionGroups(pages).map(({ label }) => label)).toEqual([
    "Reference",
  ]);
});

test("runs on from the last lesson of a part to the first of the next", () => {
  const { prev, next } = neighbours(pages, "lessons/send");
  expect([prev?.id, next?.id]).toEqual([
    "lessons/connect",
    "lessons/broadcast",
  ]);
});

test("does not lead from the course into the reference", () => {
  expect(neighbours(pages, "lessons/broadcast").next).toBeUndefined();
  expect(neighbours(pages, "reference/wire-format").prev).toBeUndefined();
});

test("gives a page outside every group no neighbours", () => {
  expect(neighbours(pages, "index")).toEqual({
    prev: undefined,
    next: undefined,
  });
});
