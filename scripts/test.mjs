import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ensureBrowser } from "./browser.mjs";
import {
  ofExitCode,
  ofPlaywright,
  ofPytest,
  ofVitest,
  sumOf,
} from "./counts.mjs";
import { ensureFlask } from "./flask/environment.mjs";
import { ensureInstalled } from "./install.mjs";
import { environment } from "./node24.mjs";
import { command, program, run, runNode, Sentence } from "./run.mjs";
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
  flask: async (reports) => {
    const flask = await flaskForTests();
    if (flask.noPython) return SKIPPED;
    if (flask.why) throw new Sentence(`${flask.why}.`);
    const file = join(reports, "pytest.xml");
    const python = (...args) =>
      run(flask.python, ["-m", ...args], { cwd: at("demo-server/flask") });
    const tests = ["pytest", "--quiet", `--junitxml=${file}`];
    const shown = (...args) =>
      run(flask.python, ["-m", "ruff", ...args, "src", "tests"], {
        cwd: at("."),
      });
    return sumOf([
      ofExitCode(await shown("check"), "ruff check of what is shown"),
      ofExitCode(
        await shown("format", "--check"),
        "ruff format of what is shown",
      ),
      ofExitCode(await python("ruff", "check", "."), "ruff check"),
      ofExitCode(await python("ruff", "format", "--check", "."), "ruff format"),
      ofExitCode(await python("mypy"), "mypy"),
      ofPytest(...(await ended(file, python(...tests)))),
    ]);
  },
  unit: async (reports) => {
    await flaskForTests();
    await buildForTests();
    const file = join(reports, "vitest.json");
    return unitTests(file);
  },
  e2e: async (reports) => {
    const file = join(reports, "playwright.json");
    await flaskForTests();
    await ensureBuilt();
    const browser = await ensureBrowser();
    const env = environment({
      PLAYWRIGHT_JSON_OUTPUT_FILE: file,
      ROUNDTRIP_PORT: String(await freePort()),
      ...(browser && { ROUNDTRIP_CHROMIUM: browser }),
    });
    return browserTests(file, { env });
  },
  chat: async (reports) => {
    const { python } = await flaskForTests();
    const browser = await ensureBrowser();
    const units = join(reports, "chat-vitest.json");
    const pages = join(reports, "chat-playwright.json");
    const cwd = at("examples/chat");
    const env = environment({
      PLAYWRIGHT_JSON_OUTPUT_FILE: pages,
      ...(python && { CHAT_PYTHON: python }),
      ...(browser && { CHAT_CHROMIUM: browser }),
    });
    const checks = [
      ["ruff", "check", "."],
      ["ruff", "format", "--check", "."],
      ["mypy"],
    ];
    const outcomes = [];
    for (const check of python ? checks : []) {
      const options = { cwd: at("examples/chat") };
      const code = await run(python, ["-m", ...check], options);
      outcomes.push(ofExitCode(code, check.slice(0, 2).join(" ")));
    }
    outcomes.push(await unitTests(units, { cwd, env }));
    outcomes.push(await browserTests(pages, { cwd, env }));
    return sumOf(outcomes);
  },
};

/** Runs Vitest, which reports in a file. */
async function unitTests(file, options) {
  const reporters = ["--reporter=default", "--reporter=json"];
  const args = ["run", ...reporters, `--outputFile.json=${file}`];
  const run = runNode(program("vitest"), args, options);
  return ofVitest(...parsed(await ended(file, run)));
}

/** Runs Playwright, which reports in the file that its environment names. */
async function browserTests(file, options) {
  const args = ["test", "--reporter=list,json"];
  const playwright = program("@playwright/test", "playwright");
  const run = runNode(playwright, args, options);
  return ofPlaywright(...parsed(await ended(file, run)));
}

/** What does not need the site is tested even where it cannot be built. */
async function buildForTests() {
  try {
    await ensureBuilt();
  } catch (error) {
    console.error(error instanceof Sentence ? error.message : error);
  }
}

/** What a program has reported in a file, and its exit code. */
async function ended(file, run) {
  const code = await run;
  return [readIfThere(file), code];
}

const parsed = ([text, code]) => [text && JSON.parse(text), code];

/** Nothing passed and nothing failed: what a stage needs is not on this computer. */
const SKIPPED = { passed: 0, failed: [] };

let flask;

/** The environment for what runs on Flask; where there is none, says once that this is skipped. */
function flaskForTests() {
  flask ??= ensureFlask({
    dev: true,
    tell: () => console.log("Installing Flask (once, about a minute)…"),
  }).then((made) => {
    if (made.why) console.log(`What runs on Flask is skipped. ${made.why}.`);
    return made;
  });
  return flask;
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
