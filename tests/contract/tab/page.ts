import type { TabProgram } from "#contract/tab.ts";
import { startTabWorker } from "#lab/backends/tab/start-worker.ts";
import { createTabBackend } from "#lab/backends/tab/tab.ts";
import source from "../../support/lessons/everything/server.js?raw";
import { FAULT_SCENARIOS } from "../fault-scenarios.ts";
import { PROGRAM_SCENARIOS } from "../programs/program-scenarios.ts";
import { SCENARIOS } from "../scenarios.ts";
import { createExpect } from "./expect.ts";
import { TAB_SCENARIOS } from "./tab-scenarios.ts";
import type { TabWorld } from "./tab-world.ts";

const programs = import.meta.glob<TabProgram>(
  "/tests/support/lessons/*/server.js",
  {
    query: "?program",
    import: "default",
  },
);

const serving = (
  loadProgram: (lesson: string) => Promise<TabProgram>,
): ReturnType<TabWorld["serve"]> => ({
  backend: createTabBackend({
    language: "node",
    startWorker: startTabWorker,
    loadProgram,
  }),
  // A lab's server ends with the lab.
  [Symbol.asyncDispose]: () => Promise.resolve(),
});

const world: TabWorld = {
  expect: createExpect(),
  program: "server.js",
  source,
  start: () =>
    Promise.resolve(
      serving(async (lesson) => {
        const load = programs[`/tests/support/lessons/${lesson}/server.js`];
        if (!load) throw new Error(`The suite has no program "${lesson}".`);
        return load();
      }),
    ),
  serve: (program) => serving(() => Promise.resolve(program)),
  runs: (source) => Promise.resolve(serving(() => Promise.resolve({ source }))),
};

/** Runs one scenario by its name; the spec calls it, and a rejection is a failure. */
async function runScenario(name: string): Promise<void> {
  const { run } =
    [
      ...SCENARIOS,
      ...FAULT_SCENARIOS,
      ...PROGRAM_SCENARIOS,
      ...TAB_SCENARIOS,
    ].find((one) => one.name === name) ?? {};
  if (!run) throw new Error(`There is no scenario "${name}".`);
  await run(world);
}

Object.assign(window, { runScenario });
