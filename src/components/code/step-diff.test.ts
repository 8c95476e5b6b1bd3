import { expect, it } from "vitest";
import { diffOf } from "./step-diff.ts";

/** Parts in short: "+" and "-" before what changed, how many lines are hidden. */
const short = (before: string | undefined, after: string): string[] =>
  diffOf(before, after, "a.js").flatMap(({ kind, lines, hidden }) =>
    hidden
      ? [`(${hidden})`]
      : lines.map(
          (tokens) =>
            ({ same: " ", added: "+", removed: "-" })[kind] +
            tokens.map(({ text }) => text).join(""),
        ),
  );

const many = (from: number, to: number): string =>
  Array.from({ length: to - from + 1 }, (_, i) => `line ${from + i}`).join(
    "\n",
  );

it("shows all of a file that was not there before", () => {
  expect(short(undefined, "a\nb\n")).toEqual([" a", " b"]);
});

it("shows what changed, what is next to it, and how much is not shown", () => {
  const before = `${many(1, 8)}\nold\n${many(9, 16)}\n`;
  const after = `${many(1, 8)}\nnew\nand more\n${many(9, 16)}\n`;
  expect(short(before, after)).toEqual([
    "(6)",
    " line 7",
    " line 8",
    "-old",
    "+new",
    "+and more",
    " line 9",
    " line 10",
    "(6)",
  ]);
});

it("hides nothing where hiding would save nothing", () => {
  const before = `old\n${many(1, 6)}\nold`;
  expect(short(before, before.replaceAll("old", "new"))).toEqual([
    "-old",
    "+new",
    ...many(1, 6)
      .split("\n")
      .map((line) => ` ${line}`),
    "-old",
    "+new",
  ]);
});

it("minds no line ending, and says so where a change is none", () => {
  expect(short("a\r\nb\r\n", "a\nb")).toEqual([" a", " b"]);
  expect(diffOf("a", "a\nb", "a.js").some(({ kind }) => kind === "added")).toBe(
    true,
  );
});

it("colours a line by the whole file that it stands in", () => {
  const [, added] = diffOf("/*\n", "/*\nif\n*/", "a.js");
  expect(added).toMatchObject({
    kind: "added",
    lines: [[{ text: "if", kind: "comment" }], [{ text: "*/" }]],
  });
});
