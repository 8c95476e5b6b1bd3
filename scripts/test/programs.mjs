import { rmSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { ofPlaywright, ofVitest } from "../counts.mjs";
import { program, runNode, Sentence } from "../run.mjs";
import { readIfThere } from "../tree.mjs";

/** Nothing passed and nothing failed: what a stage needs is not on this computer. */
export const SKIPPED = { passed: 0, failed: [] };

/** So many failed tests are run once more to record them; of more, the first say enough. */
const MOST_TRACES = 20;

/** What a program has reported in a file, and its exit code. */
export async function ended(file, run) {
  const code = await run;
  return [readIfThere(file), code];
}

const parsed = ([text, code]) => [text && JSON.parse(text), code];

/** A port that is free now. */
export async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** Says what to do where a pattern has found no test. */
export function nothingMatched(stage, pattern) {
  return new Sentence(
    `No test of ${stage} has "${pattern}" in the path of its file or in its name. ` +
      `Take another word of them, or leave it out to run all: npm test -- ${stage}`,
  );
}

/** Whether none ran of those that were asked for. */
const ranNone = ({ passed, failed }) =>
  passed === 0 &&
  failed.every((name) => /^ran no test$|No tests? (files )?found/.test(name));

/**
 * Runs Vitest, which reports in a file: of `files` only, or of tests that have `name` in theirs,
 * where they are given; by the file `config`, where it is not the project's own.
 */
export async function vitest(
  file,
  { files = [], name, config } = {},
  options = {},
) {
  const args = ["run", "--reporter=default", "--reporter=json"];
  args.push(`--outputFile.json=${file}`, ...files);
  if (config !== undefined) args.push("--config", config);
  if (name !== undefined) args.push("-t", escaped(name));
  const run = runNode(program("vitest"), args, options);
  const outcome = ofVitest(...parsed(await ended(file, run)));
  if (name !== undefined && ranNone(outcome)) return undefined;
  return outcome;
}

/**
 * Runs Playwright, which reports in a file: of tests only whose file or name fits one of the
 * expressions in `grep`, where they are given. What failed is run once more to record it; the
 * verdict stays that of the first run.
 */
export async function playwright(file, { grep } = {}, { env, cwd } = {}) {
  const start = (args, more = {}) =>
    runNode(program("@playwright/test", "playwright"), ["test", ...args], {
      cwd,
      env: { ...env, ...more },
    });
  const only = grep ? ["-g", grep.join("|")] : [];
  const run = start(["--reporter=list,json", ...only], {
    PLAYWRIGHT_JSON_OUTPUT_FILE: file,
  });
  const outcome = ofPlaywright(...parsed(await ended(file, run)));
  if (grep && ranNone(outcome)) return undefined;
  if (outcome.failed.length > 0) await record(start, outcome.failed.length);
  return outcome;
}

async function record(start, count) {
  if (count > MOST_TRACES) {
    console.log(`\n${count} tests failed: too many to record each of them.`);
    return;
  }
  console.log("\nWhat failed is run once more, only to record it:");
  await start(["--last-failed", "--trace=on", "--reporter=line"]);
  console.log(
    "Each record is a trace.zip in test-results; look at one with: npx playwright show-trace test-results/<test>/trace.zip",
  );
}

/** The expression for a text that stands in the path of a test's file or in its name. */
export const grepFor = escaped;

/** Where a part writes a report. */
export const reportIn = (folder, name) => {
  const file = join(folder, name);
  rmSync(file, { force: true });
  return file;
};
