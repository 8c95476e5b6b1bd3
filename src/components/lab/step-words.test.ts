import { expect, it } from "vitest";
import { stepWords } from "./step-words.ts";

it("reads a step's number and words off its folder", () => {
  expect(stepWords("chat.3-one-room-each")).toEqual({
    number: "3",
    words: "One room each",
  });
});

it("says how to call a folder that has no number", () => {
  expect(() => stepWords("chat.rooms")).toThrow(
    'call its folder "1-like-this"',
  );
});
