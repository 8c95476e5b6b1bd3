import { describe, expect, it } from "vitest";
import { fill, sentence } from "./sentences.ts";

describe("a sentence that hosts share", () => {
  it("has its values in it, as they are", () => {
    const values = { file: "server.js", line: 3 };
    expect(sentence("placeOfError", values)).toBe("server.js, line 3");
    expect(fill("{a}{b}", { a: "{b}", b: 0.5 })).toBe("{b}0.5");
  });

  it("is not told where a value is missing", () => {
    expect(() => fill("{a} and {b}", { a: 1 })).toThrow(
      '"{a} and {b}" needs a value for {b}.',
    );
  });
});
