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

  it("says what the packets did", () => {
    expect(summarise(["Bob", "Alice"], ["Alice", "Bob"])).toBe(
      "Right: the packets say Alice and Bob.",
    );
    expect(summarise(["Alice"], ["Alice", "Bob", "Carol"])).toBe(
      "Not quite: the packets say Alice, Bob and Carol.",
    );
    expect(summarise(["Alice"], [])).toBe(
      "Not quite: the packets say none of these.",
    );
  });
});
