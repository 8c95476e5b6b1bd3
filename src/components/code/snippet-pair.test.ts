import { expect, it } from "vitest";
import { samplesFor, type SnippetWish } from "./snippet-pair.ts";

const FILES: Record<string, string> = {
  "server.js":
    "// #region a\nnode();\n// #endregion\n// #region b\n1\n// #endregion",
  "app.py": "# region a\nflask()\n# endregion",
  "samples/other.mjs": "other();",
  "samples/other.py": "other()",
};

const shown = (wish: Omit<SnippetWish, "lesson">, files = FILES) =>
  samplesFor({ lesson: "x", ...wish }, (path) => files[path]).map(
    ({ file, code, lang, readers }) => [file, code, lang, readers?.join(" ")],
  );

it("shows app.py beside server.js, by the same region", () => {
  expect(shown({ file: "server.js", region: "a" })).toEqual([
    ["server.js", "node();", "js", "node"],
    ["app.py", "flask()", "py", "flask"],
  ]);
  expect(shown({ file: "server.js" }).map(([file]) => file)).toEqual([
    "server.js",
    "app.py",
  ]);
});

it("shows server.js to everyone where app.py has no such region, or is not there", () => {
  const alone = ["server.js", "1", "js", undefined];
  expect(shown({ file: "server.js", region: "b" })).toEqual([alone]);
  const { "server.js": only = "" } = FILES;
  expect(
    shown({ file: "server.js", region: "b" }, { "server.js": only }),
  ).toEqual([alone]);
});

it("shows the pair that a page names", () => {
  expect(
    shown({ file: "samples/other.mjs", flask: "samples/other.py" }),
  ).toEqual([
    ["samples/other.mjs", "other();", "mjs", "node"],
    ["samples/other.py", "other()", "py", "flask"],
  ]);
});

it("shows any other file to everyone", () => {
  expect(shown({ file: "app.py", region: "a" })).toEqual([
    ["app.py", "flask()", "py", undefined],
  ]);
});

it("says what is not there", () => {
  expect(() => shown({ file: "none.js" })).toThrow(
    'shows none.js of lesson "x", which has no such file.',
  );
  expect(() => shown({ file: "server.js", region: "z" })).toThrow(
    'shows region "z" of x/server.js, which has no such region.',
  );
  expect(() =>
    shown({ file: "server.js", flask: "app.py", region: "b" }),
  ).toThrow('shows region "b" of x/app.py, which has no such region.');
});
