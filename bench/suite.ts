/**
 * Times the test suite with more lessons than there are: `node bench/suite.ts 25` adds 25 copies of
 * the smallest lesson, each with its lab, its promises and its own tests, to a copy of the project,
 * and runs all tests there. `node bench/suite.ts 25 unit e2e` runs some stages. The last lines say
 * how long each took.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { copyProject } from "#scripts/copy-project.mjs";
import { environment, node24 } from "#scripts/node24.mjs";

const MODEL = "tests/support/lessons/small";
const LESSONS = "src/content/docs/lessons";

/** Adds a lesson as CONTRIBUTING says: a copy of the model's folder, under a name and a title of its own. */
function addLesson(root: string, number: number): void {
  const folder = join(root, LESSONS, `small-${number}`);
  cpSync(join(root, MODEL), folder, { recursive: true });
  const change = (file: string, from: RegExp, to: string): void => {
    const path = join(folder, file);
    const text = readFileSync(path, "utf8");
    if (!from.test(text)) throw new Error(`${path} has no ${String(from)}.`);
    writeFileSync(path, text.replace(from, to));
  };
  change("index.mdx", /^title: .*$/m, `title: A small lesson, ${number}`);
  change(
    "index.mdx",
    /^order: .*$/m,
    `order: ${(3 + number / 1_000).toFixed(3)}`,
  );
}

const { positionals } = parseArgs({ allowPositionals: true });
const [first = "", ...stages] = positionals;
const copies = Number(first);
if (!Number.isInteger(copies) || copies < 0 || first === "")
  throw new Error(
    "Say how many lessons to add, and of which stages the time is wanted: node bench/suite.ts 25 unit e2e",
  );

const project = copyProject();
try {
  for (let number = 1; number <= copies; number += 1)
    addLesson(project.root, number);
  const lessons = readdirSync(join(project.root, LESSONS)).length;
  console.log(`${lessons} lessons, in ${project.root}`);
  const run = spawn(node24(), ["scripts/test.mjs", ...stages], {
    cwd: project.root,
    stdio: "inherit",
    env: environment(),
  });
  const [code] = (await once(run, "close")) as [number | null];
  process.exitCode = code ?? 1;
} finally {
  project.remove();
}
