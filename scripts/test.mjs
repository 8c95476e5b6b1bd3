import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ensureBrowser } from "./browser.mjs";
import { ofExitCode, ofPlaywright, ofVitest } from "./counts.mjs";
import { ensureInstalled } from "./install.mjs";
import { environment } from "./node24.mjs";
import { command, program, runNode, Sentence } from "./run.mjs";
import { ensureBuilt } from "./site.mjs";
import { at, readIfThere } from "./tree.mjs";

/** Every stage by the name that `npm test -- <name>` knows, in the order they run. */
const STAGES = {
  format: async () =>
    ofExitCode(
      await runNode(program("prettier"), ["--check", "--log-level=warn", "."]),
    ),
  build: async () => {
    await ensureBuilt();
    return ofExitCode(0);
  },
  types: async () => ofExitCode(await runNode(program("astro"), ["check"])),
  lint: async () => {
    // The build also writes the types of the content, without which half of it is unknown.
    if (!existsSync(at(".astro/types.d.ts"))) await buildForTests();
    return ofExitCode(
      await runNode(program("eslint"), [".", "--max-warnings=0"]),
    );
  },
  unit: async (reports) => {
    await buildForTests();
    const file = join(reports, "vitest.json");
    const args = [
      "run",
      "--reporter=default",
      "--reporter=json",
      `--outputFile.json=${file}`,
    ];
    return reported(ofVitest, file, runNode(program("vitest"), args));
  },
  e2e: async (reports) => {
    const file = join(reports, "playwright.json");
    await ensureBuilt();
    const browser = await ensureBrowser();
    const env = environment({
      PLAYWRIGHT_JSON_OUTPUT_FILE: file,
      ROUNDTRIP_PORT: String(await freePort()),
      ...(browser && { ROUNDTRIP_CHROMIUM: browser }),
    });
    const args = ["test", "--reporter=list,json"];
    const ended = runNode(program("@playwright/test", "playwright"), args, {
      env,
    });
    return reported(ofPlaywright, file, ended);
  },
};

/** What does not need the site is tested even where it cannot be built. */
async function buildForTests() {
  try {
    await ensureBuilt();
  } catch (error) {
    console.error(error instanceof Sentence ? error.message : error);
  }
}

async function reported(count, file, ended) {
  const code = await ended;
  const text = readIfThere(file);
  return count(text && JSON.parse(text), code);
}

async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function outcomeOf(stage, reports) {
  console.log(`\n── ${stage} ──`);
  try {
    return await STAGES[stage](reports);
  } catch (error) {
    const why = error instanceof Sentence ? error.message : String(error);
    console.error(why);
    return { passed: 0, failed: [why] };
  }
}

async function runStages(stages) {
  await ensureInstalled();
  const reports = mkdtempSync(join(tmpdir(), "roundtrip-"));
  const outcomes = [];
  for (const stage of stages)
    outcomes.push([stage, await outcomeOf(stage, reports)]);
  rmSync(reports, { recursive: true, force: true });
  return outcomes;
}

function close(outcomes) {
  const failures = outcomes.flatMap(([stage, { failed }]) =>
    failed.map((name) => `  ${stage}: ${name.split("\n")[0]}`),
  );
  if (failures.length > 0) console.log(`\nFailed:\n${failures.join("\n")}`);
  const passed = outcomes.reduce((sum, [, outcome]) => sum + outcome.passed, 0);
  console.log(`\n${passed} passed, ${failures.length} failed`);
  return failures.length === 0 && passed > 0 ? 0 : 1;
}

await command(async () => {
  const asked = process.argv.slice(2);
  const unknown = asked.find((name) => !(name in STAGES));
  if (unknown) {
    const known = Object.keys(STAGES).join(", ");
    throw new Sentence(
      `There is no test stage called ${unknown}. There are: ${known}.`,
    );
  }
  const stages = Object.keys(STAGES).filter(
    (name) => asked.length === 0 || asked.includes(name),
  );
  try {
    return close(await runStages(stages));
  } catch (error) {
    const why = error instanceof Sentence ? error.message : String(error);
    return close([["install", { passed: 0, failed: [why] }]]);
  }
});
