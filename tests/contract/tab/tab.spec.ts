import { fileURLToPath } from "node:url";
import { runScenarios, servePage } from "../../support/page/run-scenarios.ts";
import { FAULT_SCENARIOS } from "../fault-scenarios.ts";
import { PROGRAM_SCENARIOS } from "../programs/program-scenarios.ts";
import { SCENARIOS } from "../scenarios.ts";
import { TAB_SCENARIOS } from "./tab-scenarios.ts";
import { test } from "../../support/page/test.ts";

// One load: each scenario has a worker of its own.
test("a lab on the server in this tab keeps the contract", async ({ page }) => {
  await using site = await servePage(
    fileURLToPath(new URL("./index.html", import.meta.url)),
  );
  const all = [
    ...SCENARIOS,
    ...FAULT_SCENARIOS,
    ...PROGRAM_SCENARIOS,
    ...TAB_SCENARIOS,
  ];
  await runScenarios(page, site.url, { names: all.map(({ name }) => name) });
});
