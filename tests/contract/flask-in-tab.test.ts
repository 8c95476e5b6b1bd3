import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { SCENARIOS } from "./scenarios.ts";
import { FAULT_SCENARIOS } from "./fault-scenarios.ts";
import { lessonsDirs } from "../support/lab/lessons-dirs.ts";
import { flaskInThread } from "../support/python/flask-in-thread.ts";

describe("a lab on Flask in the tab", () => {
  const source = readFileSync(
    `${lessonsDirs.contract}/everything/app.py`,
    "utf8",
  );
  const start = () => Promise.resolve(flaskInThread(lessonsDirs.contract));
  for (const { name, run } of [...SCENARIOS, ...FAULT_SCENARIOS])
    it(name, () => run({ expect, program: "app.py", source, start }));
});
