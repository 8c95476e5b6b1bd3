import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createNodeBackend } from "#lab/backends/node.ts";
import { createHost } from "#server/node/host.ts";
import { catchStrays } from "#server/node/programs/strays.ts";
import { listen } from "../../support/lab/serve-host.ts";
import { folderOf } from "../../support/server/folder-of.ts";
import type { ProgramWorld } from "./program-world.ts";
import { PROGRAM_SCENARIOS } from "./program-scenarios.ts";

const vitests = {
  uncaughtException: process.listeners("uncaughtException"),
  unhandledRejection: process.listeners("unhandledRejection"),
};
const hows = ["uncaughtException", "unhandledRejection"] as const;

// The bundled server catches what its programs throw past every handler; Vitest would too.
beforeAll(() => hows.forEach((how) => process.removeAllListeners(how)));
afterAll(() => {
  for (const how of hows)
    for (const listener of vitests[how]) process.on(how, listener);
});

async function runs(source: string): ReturnType<ProgramWorld["runs"]> {
  const host = createHost({
    lessonsDir: folderOf({ "a-lesson/server.js": source }),
  });
  const { origin, close } = await listen(host);
  const strays: unknown[] = [];
  const stop = catchStrays(host, (error) => strays.push(error));
  return {
    backend: createNodeBackend(origin),
    async [Symbol.asyncDispose]() {
      await close();
      stop();
      expect(strays).toEqual([]);
    },
  };
}

describe("a program on Node", () => {
  for (const { name, run } of PROGRAM_SCENARIOS)
    it(name, () => run({ expect, runs }));
});
