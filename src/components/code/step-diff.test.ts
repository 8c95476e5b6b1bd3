import { expect, it } from "vitest";
import { diffOf, wholeUntil, type DiffPart } from "./step-diff.ts";

/** Parts in short: "+" and "-" before what changed, how many lines are hidden. */
const inShort = (parts: readonly DiffPart[]): string[] =>
  parts.flatMap(({ kind, lines, hidden }) =>
    hidden
      ? [`(${hidden})`]
      : lines.map(
          (tokens) =>
            ({ same: " ", added: "+", removed: "-" })[kind] +
            tokens.map(({ text }) => text).join(""),
        ),
  );

const short = (before: string, after: string): string[] =>
  inShort(diffOf(before, after, "a.js"));

const many = (from: number, to: number): string =>
  Array.from({ length: to - from + 1 }, (_, i) => `line ${from + i}`).join(
    "\n",
  );

it("shows a first step whole, or down to a line", () => {
  const text = "a\n  b (\nc\nd\n";
  const whole = (until?: string) => inShort(wholeUntil(until, text, "a.js"));
  expect(whole()).toEqual([" a", "   b (", " c", " d"]);
  expect(whole("b (")).toEqual([" a", "(3)"]);
  expect(() => whole("x")).toThrow('a.js has no line "x".');
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
