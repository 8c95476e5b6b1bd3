import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { openLab } from "#lab/lab.ts";
import { SCENARIOS } from "./scenarios.ts";
import { lessonsDirs } from "../support/lab/lessons-dirs.ts";
import { SERVED_BACKENDS, startBackend } from "../support/lab/start-backend.ts";

describe.for(SERVED_BACKENDS)("a lab on $label", ({ id, program, isThere }) => {
  const source = readFileSync(
    `${lessonsDirs.contract}/everything/${program}`,
    "utf8",
  );
  const start = () => startBackend(lessonsDirs.contract, id);
  for (const { name, run } of SCENARIOS)
    it.skipIf(!isThere)(name, () => run({ expect, program, source, start }));

  it.skipIf(!isThere)("runs no code that a page sends it", async () => {
    await using started = await start();
    const { backend } = started;
    const mine = { source, file: program };
    expect(await backend.available(mine)).toEqual({
      ok: false,
      why: "A host runs no code that a page sends it",
      forNow: true,
    });
    expect(() => openLab(mine, { clients: [], actions: {} }, backend)).toThrow(
      "Open this one on a server in the tab instead.",
    );
  });
});
