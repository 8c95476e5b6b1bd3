import { readFileSync } from "node:fs";
import { afterAll, describe, expect, it } from "vitest";
import { SCENARIOS } from "./scenarios.ts";
import {
  lessonsDirs,
  SERVED_BACKENDS,
  startBackend,
  stopFlask,
} from "../support/lab/start-backend.ts";

afterAll(stopFlask);

describe.for(SERVED_BACKENDS)("a lab on $label", ({ id, program, isThere }) => {
  const source = readFileSync(
    `${lessonsDirs.contract}/everything/${program}`,
    "utf8",
  );
  const start = () => startBackend(lessonsDirs.contract, id);
  for (const { name, run } of SCENARIOS)
    it.skipIf(!isThere)(name, () => run({ expect, program, source, start }));
});
