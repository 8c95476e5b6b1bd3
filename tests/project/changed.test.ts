import { describe, expect, it } from "vitest";
import { planFor } from "#scripts/test/changed.mjs";

const LESSON = "src/content/docs/lessons/send";
const world = {
  testsThatName: (word: string) => ({
    units: [`tests/names-${word}.test.ts`],
    pages: [`tests/e2e/names-${word}.spec.ts`],
  }),
};
const plan = (...paths: string[]) =>
  planFor(paths, world) as Record<string, Record<string, unknown>>;

describe("what npm test -- --changed runs", () => {
  it("is nothing where nothing changed", () => {
    expect(plan()).toEqual({});
  });

  it("is, for one lesson, its own tests, its page, and the tests that name it", () => {
    const { unit, e2e, engines, build, flask, chat } = plan(
      `${LESSON}/server.js`,
      `${LESSON}/app.py`,
    );
    expect(unit).toEqual({
      files: [
        "tests/lessons/promises.test.ts",
        `${LESSON}/`,
        "tests/names-send.test.ts",
      ],
      lessons: ["send"],
    });
    expect(e2e).toEqual({
      grep: [
        "send: each",
        "lessons-in-tab",
        "/lessons/send/",
        "every link",
        "tests/e2e/names-send\\.spec\\.ts",
      ],
      lessons: ["send"],
    });
    expect(engines).toEqual({
      lessons: ["send"],
      name: "on Node and in the tab",
    });
    expect(build).toEqual({});
    expect(flask).toEqual({ shown: true });
    expect(chat).toBeUndefined();
  });

  it("is less for what a lesson promises, which is in no page", () => {
    const { build, e2e } = plan(`${LESSON}/promises.ts`);
    expect(build).toBeUndefined();
    expect(e2e?.["grep"]).toEqual(["send: each", "lessons-in-tab"]);
  });

  it("is of two lessons what each wants", () => {
    const files = [
      `${LESSON}/client.jsx`,
      `${LESSON.replace("send", "connect")}/client.jsx`,
    ];
    const { unit, types, engines } = plan(...files);
    expect(unit?.["lessons"]).toEqual(["send", "connect"]);
    expect(types).toEqual({ files });
    expect(engines).toEqual({
      lessons: ["send", "connect"],
      name: "on Node and in the tab",
    });
  });

  it("is one file for a test, and its kind of test alone", () => {
    expect(Object.keys(plan("src/lab/trace/trace.test.ts"))).toEqual([
      "format",
      "lint",
      "types",
      "unit",
    ]);
    expect(plan("tests/e2e/faults.spec.ts")["e2e"]).toEqual({
      grep: ["tests/e2e/faults\\.spec\\.ts"],
    });
    expect(plan(`${LESSON}/page.spec.ts`)["e2e"]).toEqual({
      grep: [`${LESSON}/page\\.spec\\.ts`],
    });
  });

  it.each([
    ["src/lab/lab.ts", ["build", "types", "lint", "unit", "e2e"]],
    ["src/components/lab/LabBar.tsx", ["unit", "e2e", "engines"]],
    ["tests/engines/webkit.ts", ["engines"]],
    ["tests/engines/webkit.test.ts", ["engines"]],
    ["demo-server/node/host.ts", ["flask", "unit", "e2e"]],
    [
      "demo-server/flask/roundtrip_flask/main.py",
      ["build", "flask", "unit", "e2e"],
    ],
    ["demo-server/flask/tests/test_main.py", ["flask"]],
    ["tests/support/page/lesson-page.ts", ["e2e"]],
    ["tests/support/lab/start-backend.ts", ["unit", "e2e"]],
    ["examples/chat/server/handlers.ts", ["unit", "e2e", "chat", "flask"]],
    ["examples/chat/tests/turns.test.ts", ["chat"]],
  ])("is all that %s can reach", (path, stages) => {
    const planned = plan(path);
    for (const stage of stages) expect(planned[stage], stage).toEqual({});
  });

  it.each([
    "package.json",
    "package-lock.json",
    "playwright.config.ts",
    "scripts/run.mjs",
    "a-new-folder/file.ts",
  ])("is everything for %s, whose reach is unknown", (path) => {
    expect(Object.values(plan(path))).toEqual(Array(9).fill({}));
  });

  it("is all of a stage where one of the changes wants all of it", () => {
    const { unit, e2e } = plan(`${LESSON}/client.jsx`, "src/lab/lab.ts");
    expect(unit).toEqual({});
    expect(e2e).toEqual({});
  });
});
