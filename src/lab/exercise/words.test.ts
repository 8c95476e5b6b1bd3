import { expect, it } from "vitest";
import { createWords } from "./words.ts";

it("gives a name the same word each time, and each name another", () => {
  const word = createWords();
  expect(word("joke")).toMatch(/^[a-z]+-\d{3,}$/);
  expect(word("joke")).toBe(word("joke"));
  // Even from a source that always says the same.
  const dull = createWords(() => 0);
  const words = ["a", "b", "c"].map(dull);
  expect(new Set(words).size).toBe(3);
});

it("gives other words in another run", () => {
  const words = Array.from({ length: 20 }, () => createWords()("joke"));
  expect(new Set(words).size).toBeGreaterThan(10);
});
