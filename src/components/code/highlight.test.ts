import { describe, expect, it } from "vitest";
import { highlight } from "./highlight.ts";

const textOf = (source: string): string =>
  highlight(source)
    .map((line) => line.map(({ text }) => text).join(""))
    .join("\n");

const ofKind = (source: string, wanted: string): string[] =>
  highlight(source)
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
