import { expect, it } from "vitest";
import { readCodeFile } from "./code-file.ts";

const EXERCISE = "send/exercises/1-a";
const read = (content: string) => readCodeFile(new Blob([content]), EXERCISE);

it("gives back the texts of a file that was saved from the exercise", async () => {
  const files = { "server.js": "mine" };
  const text = JSON.stringify({ roundtrip: 1, exercise: EXERCISE, files });
  expect(await read(text)).toEqual({ files });
});

it.for([
  ["no JSON", "hello", "wasn’t saved here"],
  ["other JSON", "[1]", "wasn’t saved here"],
  ["no object", "null", "wasn’t saved here"],
  ["files of another type", '{"files":{"server.js":1}}', "wasn’t saved here"],
  [
    "another exercise’s",
    '{"exercise":"x","files":{"server.js":""}}',
    "another exercise, x",
  ],
  ["too much", " ".repeat(200_001), "too large"],
] as const)("says why it can't use %s", async ([, content, why]) => {
  const said = await read(content);
  expect("why" in said && said.why).toContain(why);
});
