import { expect, it } from "vitest";
import { isWanted } from "./wish.ts";

it("keeps the site as the reader has said, and on the reader's own machine only then", () => {
  for (const nothing of [null, "", "maybe"]) {
    expect(isWanted(nothing, "localhost")).toBe(false);
    expect(isWanted(nothing, "example.org")).toBe(true);
  }
  for (const host of ["localhost", "example.org"]) {
    expect(isWanted("yes", host)).toBe(true);
    expect(isWanted("no", host)).toBe(false);
  }
});
