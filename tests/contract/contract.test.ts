import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { SCENARIOS } from "./scenarios.ts";
import { lessonsDirs, startBackend } from "./start-backend.ts";

const source = readFileSync(
  `${lessonsDirs.contract}/everything/server.js`,
  "utf8",
);

describe("a lab on the bundled server", () => {
  for (const { name, run } of SCENARIOS) {
    it(name, () =>
      run({ expect, source, start: () => startBackend(lessonsDirs.contract) }),
    );
  }
});
