import { describe, expect, it } from "vitest";
import { readArguments } from "#scripts/test/arguments.mjs";
import { mostLoads, sumLoads } from "#scripts/test/page-loads.mjs";
import { filesOrName, PROMISES } from "#scripts/test/test-files.mjs";

const ALL = [
  "format",
  "build",
  "types",
  "lint",
  "flask",
  "unit",
  "e2e",
  "engines",
  "chat",
];

describe("what follows npm test --", () => {
  it("is nothing, for all stages", () => {
    expect(readArguments([])).toEqual({ changed: false, stages: ALL });
  });

  it("is stages, in the order in which they run, and a pattern", () => {
    expect(readArguments(["e2e", "types"]).stages).toEqual(["types", "e2e"]);
    expect(readArguments(["unit", "who may"])).toEqual({
      changed: false,
      stages: ["unit"],
      pattern: "who may",
    });
  });

  it("is --changed, of all stages or some", () => {
    expect(readArguments(["--changed"])).toEqual({
      changed: true,
      stages: ALL,
    });
    expect(readArguments(["unit", "--changed"]).stages).toEqual(["unit"]);
  });

  it.each([
    [["broadcast"], "no test stage called broadcast"],
    [["broadcast"], "npm test -- unit broadcast"],
    [["--chnaged"], "no option --chnaged"],
    [["types", "lab"], "types is one test and takes no pattern"],
    [["unit", "two", "words"], '"two words"'],
    [["unit", "lab", "--changed"], "chooses the tests itself"],
  ])("is refused where it cannot be done: %j", (given, says) => {
    expect(() => readArguments(given)).toThrow(says);
  });
});

describe("a pattern of the unit stage", () => {
  it("is a part of files' paths", () => {
    const { files } = filesOrName("project/test-arg");
    expect(files).toEqual(["tests/project/test-arguments.test.ts"]);
  });

  it("is a lesson, with what keeps its promises", () => {
    const { files, lessons } = filesOrName("send");
    expect(lessons).toEqual(["send"]);
    expect(files).toContain("src/content/docs/lessons/send/lesson.test.ts");
    expect(files).toContain(PROMISES);
  });

  it("is else a part of names", () => {
    expect(filesOrName("no such file")).toEqual({ name: "no such file" });
  });
});

describe("the pages that a run may load", () => {
  it("are summed over the workers", () => {
    expect(sumLoads("3\n4\n")).toBe(7);
    expect(sumLoads(undefined)).toBe(0);
  });

  it("may be 60, and four more for each lesson", () => {
    expect(mostLoads(0)).toBe(60);
    expect(mostLoads(8)).toBe(92);
  });
});
