import { describe, expect, it } from "vitest";
import { highlight } from "./highlight.ts";

const textOf = (source: string, file = "server.js"): string =>
  highlight(source, file)
    .map((line) => line.map(({ text }) => text).join(""))
    .join("\n");

const ofKind = (source: string, wanted: string, file = "server.js"): string[] =>
  highlight(source, file)
    .flat()
    .filter(({ kind }) => kind === wanted)
    .map(({ text }) => text);

const CODE = `import { io } from "socket.io"; // the client
/* two
   lines */
const of = \`a // \${b}
c\`;
socket.from("it's", x.default);
`;

describe("the colours of code", () => {
  it("keep every character, line by line", () => {
    expect(textOf(CODE)).toBe(CODE.trimEnd());
  });

  it("tell keywords from names of members", () => {
    expect(ofKind(CODE, "keyword")).toEqual(["import", "from", "const", "of"]);
  });

  it("tell strings from comments", () => {
    expect(ofKind(CODE, "string")).toEqual([
      '"socket.io"',
      "`a // ${b}",
      "c`",
      '"it\'s"',
    ]);
    expect(ofKind(CODE, "comment")).toEqual([
      "// the client",
      "/* two",
      "   lines */",
    ]);
  });
});

const PYTHON = `from flask import Flask  # not "a string"
app = Flask(__name__)
"""Two
lines, it's"""
name = f'{x}' if not a.is_ else "#none"
`;

describe("the colours of Python", () => {
  it("keep every character, line by line", () => {
    expect(textOf(PYTHON, "app.py")).toBe(PYTHON.trimEnd());
  });

  it("tell keywords, strings and comments apart", () => {
    expect(ofKind(PYTHON, "keyword", "app.py")).toEqual([
      "from",
      "import",
      "if",
      "not",
      "else",
    ]);
    expect(ofKind(PYTHON, "string", "app.py")).toEqual([
      '"""Two',
      'lines, it\'s"""',
      "'{x}'",
      '"#none"',
    ]);
    expect(ofKind(PYTHON, "comment", "app.py")).toEqual(['# not "a string"']);
  });
});
