/**
 * Prints, for each exercise and language, how many of the wrong programs that rules make of its
 * solution its checks catch, and names those that pass: `node bench/mutants.ts`, or
 * `node bench/mutants.ts broadcast` for one lesson. Where the program is given, each run of it counts
 * instead: it's caught where all that could be said of the run fails, but for one thing. Exits with 1
 * where anything isn't caught.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { environment, node24 } from "#scripts/node24.mjs";
import { ROOT } from "#scripts/tree.mjs";

/** What of Vitest's report is read. */
interface Report {
  readonly testResults: readonly {
    readonly assertionResults: readonly Result[];
  }[];
}
interface Result {
  readonly ancestorTitles: readonly string[];
  readonly title: string;
  readonly status: string;
}

/** How many were caught, of how many, and which were not. */
interface Share {
  caught: number;
  of: number;
  readonly passed: string[];
}

const [lessons] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), "mutants-"));
const file = join(folder, "report.json");
try {
  const run = spawn(
    node24(),
    [
      join(ROOT, "node_modules/vitest/vitest.mjs"),
      "run",
      "tests/exercises/mutants.test.ts",
      "tests/exercises/readings.test.ts",
      "--reporter=json",
      `--outputFile=${file}`,
    ],
    {
      cwd: ROOT,
      stdio: ["ignore", "ignore", "inherit"],
      env: {
        ...environment(),
        ...(lessons !== undefined && { ROUNDTRIP_LESSONS: lessons }),
      },
    },
  );
  await once(run, "exit");
  process.exitCode = print(JSON.parse(readFileSync(file, "utf8")) as Report);
} finally {
  rmSync(folder, { recursive: true });
}

/** Prints the shares; 1 where some wrong program passes, otherwise 0. */
function print({ testResults }: Report): number {
  const shares = new Map<string, Share>();
  for (const result of testResults.flatMap((each) => each.assertionResults)) {
    const [of, what] = partsOf(result);
    if (of === undefined || result.status === "skipped") continue;
    const share = shares.get(of) ?? { caught: 0, of: 0, passed: [] };
    shares.set(of, share);
    share.of += 1;
    if (result.status === "passed") share.caught += 1;
    else share.passed.push(what);
  }
  let isAll = true;
  for (const [of, { caught, of: all, passed }] of shares) {
    const percent = ((100 * caught) / all).toFixed(0);
    console.log(`${of.padEnd(64)} ${caught} of ${all} caught, ${percent} %`);
    for (const what of passed) console.log(`  passes: ${what}`);
    isAll &&= passed.length === 0;
  }
  return isAll && shares.size > 0 ? 0 : 1;
}

/** Which exercise and file a test is about, and what is wrong there; none where it's about no answer. */
function partsOf({
  ancestorTitles: [about = ""],
  title,
}: Result): [of: string | undefined, what: string] {
  const exercise = /[\w-]+\/exercises\/[\w.-]+/.exec(about)?.[0] ?? about;
  const [, file, what] =
    /^fails: (\S+), with (.*)$/.exec(title) ??
    /^passes in one way only, of its (\S+) (.*)$/.exec(title) ??
    [];
  return file === undefined
    ? [undefined, ""]
    : [`${exercise} ${file}`, what ?? ""];
}
