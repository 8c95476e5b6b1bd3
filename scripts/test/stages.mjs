import { existsSync } from "node:fs";
import { ensureBrowser } from "../browser.mjs";
import { ofExitCode, sumOf } from "../counts.mjs";
import { environment } from "../node24.mjs";
import { program, runNode } from "../run.mjs";
import { ensureBuilt } from "../site.mjs";
import { at } from "../tree.mjs";
import { testChat } from "./chat.mjs";
import { testEngines } from "./engines.mjs";
import { buildForTests, flaskForTests } from "./needs.mjs";
import { ofPageLoads } from "./page-loads.mjs";
import {
  freePort,
  grepFor,
  nothingMatched,
  playwright,
  reportIn,
  vitest,
} from "./programs.mjs";
import { checkChat, checkFlask, testFlask } from "./python.mjs";
import { filesOrName, someLessons } from "./test-files.mjs";

/** Where an import cycle is looked for: a change of one file may close one anywhere. */
const SOURCES = ["src", "demo-server", "tests", "examples", "bench", "scripts"];

async function format({ voice, selection: { files } }) {
  const args = ["--check", "--log-level=warn", "--ignore-unknown"];
  const code = await runNode(
    program("prettier"),
    [...args, ...(files ?? ["."])],
    voice.options,
  );
  return ofExitCode(code);
}

async function build({ voice }) {
  await ensureBuilt(voice.say);
  return ofExitCode(0);
}

/** What TypeScript has found out is kept for the next run, which then takes a few seconds. */
const TYPES_KNOWN = "node_modules/.cache/types.tsbuildinfo";

async function types({ voice, selection: { files } }) {
  // Astro's own check is slower by far, and knows more only of .astro files.
  const args = ["--incremental", "--tsBuildInfoFile", at(TYPES_KNOWN)];
  const code = files
    ? await runNode(program("typescript", "tsc"), args, voice.options)
    : await runNode(program("astro"), ["check"], voice.options);
  return ofExitCode(code);
}

async function lint({ voice, selection: { files } }) {
  // The build also writes the types of the content, without which half of it is unknown.
  if (!existsSync(at(".astro/types.d.ts"))) await buildForTests();
  const args = ["--max-warnings=0", "--no-warn-ignored"];
  const code = await runNode(
    program("eslint"),
    [...(files ?? ["."]), ...args],
    voice.options,
  );
  const cycles = await runNode(
    program("dependency-cruiser", "depcruise"),
    ["--output-type=err", ...SOURCES],
    voice.options,
  );
  return sumOf([ofExitCode(code), ofExitCode(cycles, "import cycles")]);
}

async function unit({ reports, selection }) {
  await flaskForTests();
  await buildForTests();
  const { pattern } = selection;
  const { files, name, lessons } =
    pattern === undefined ? selection : filesOrName(pattern);
  const outcome = await vitest(
    reportIn(reports, "vitest.json"),
    { files: files && [...files], name },
    { env: environment(someLessons(lessons)) },
  );
  if (!outcome) throw nothingMatched("unit", pattern);
  return outcome;
}

async function e2e({ reports, selection }) {
  const { pattern, lessons } = selection;
  const grep = pattern === undefined ? selection.grep : [grepFor(pattern)];
  await flaskForTests();
  await ensureBuilt();
  const browser = await ensureBrowser();
  const loads = reportIn(reports, "page-loads");
  const env = environment({
    ROUNDTRIP_PAGE_LOADS: loads,
    ROUNDTRIP_PORT: String(await freePort()),
    ...(browser && { ROUNDTRIP_CHROMIUM: browser }),
    ...someLessons(lessons),
  });
  const report = reportIn(reports, "playwright.json");
  const outcome = await playwright(
    report,
    { grep: grep && [...grep] },
    { env },
  );
  if (!outcome) throw nothingMatched("e2e", pattern);
  return grep ? outcome : sumOf([outcome, ofPageLoads(loads)]);
}

/**
 * Every stage by the name that `npm test -- <name>` knows. `checks` may run beside other stages'
 * checks, once those of `after` have ended; `tests` run alone, in this order, since some measure
 * time. Where a stage `takes` a pattern, that says which of its tests are run.
 */
export const STAGES = {
  format: { checks: format },
  build: { checks: build },
  types: { checks: types, after: ["build"] },
  lint: { checks: lint, after: ["build"] },
  flask: { checks: checkFlask, tests: testFlask, takes: "pattern" },
  unit: { tests: unit, takes: "pattern" },
  e2e: { tests: e2e, takes: "pattern" },
  engines: { tests: testEngines, takes: "pattern" },
  chat: { checks: checkChat, tests: testChat, takes: "pattern" },
};
