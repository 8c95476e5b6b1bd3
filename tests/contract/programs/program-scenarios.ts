import { DONE_SCENARIOS } from "./done-scenarios.ts";
import { PROCESS_SCENARIOS } from "./process-scenarios.ts";
import type { ProgramScenario } from "./program-world.ts";
import { SERVER_SCENARIOS } from "./server-scenarios.ts";
import { START_SCENARIOS } from "./start-scenarios.ts";

/** What must be so of any program that is run as JavaScript, on Node and in the tab. */
export const PROGRAM_SCENARIOS: readonly ProgramScenario[] = [
  ...START_SCENARIOS,
  ...SERVER_SCENARIOS,
  ...PROCESS_SCENARIOS,
  ...DONE_SCENARIOS,
];
