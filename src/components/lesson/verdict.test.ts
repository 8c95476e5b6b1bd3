import { describe, expect, it } from "vitest";
import { judge, summarise } from "./verdict.ts";

describe("what is said of a prediction", () => {
  it("tells four cases apart in words", () => {
    const cases = [
      judge(true, true),
      judge(false, false),
      judge(true, false),
      judge(false, true),
    ];
    expect(cases.map(({ right }) => right)).toEqual([true, true, false, false]);
    expect(new Set(cases.map(({ words }) => words)).size).toBe(4);
  });

  it("puts what was said beside what was", () => {
    expect(summarise(["Bob", "Alice"], ["Alice", "Bob"], "Nobody")).toEqual({
      right: true,
      said: "Bob and Alice",
      was: "Alice and Bob",
    });
    expect(summarise(["Alice"], ["Alice", "Bob", "Carol"], "Nobody")).toEqual({
      right: false,
      said: "Alice",
      was: "Alice, Bob and Carol",
    });
    expect(summarise([], [], "Nobody").right).toBe(true);
    expect(summarise(["Alice"], [], "Nobody").was).toBe("Nobody");
  });
});
