import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, posix } from "node:path";
import { Sentence } from "../run.mjs";
import { at, ROOT } from "../tree.mjs";
import { planFor } from "./changed.mjs";
import { filesIn, unitFiles } from "./test-files.mjs";

const MAIN = "main";

function git(...args) {
  const { status, stdout } = spawnSync("git", args, {
    cwd: ROOT,
    encoding: "utf8",
  });
  return status === 0 ? stdout : undefined;
}

const lines = (text = "") => text.split("\0").filter(Boolean);

/** The files that differ from the branch main, those that are not committed included. */
function changedFiles() {
  const base = git("merge-base", MAIN, "HEAD")?.trim();
  if (!base)
    throw new Sentence(
      "npm test -- --changed compares with the branch main, and there is none here. " +
        "Fetch it (git fetch origin main:main), or run npm test.",
    );
  return [
    ...lines(git("diff", "--name-only", "--no-renames", "-z", base)),
    ...lines(git("ls-files", "--others", "--exclude-standard", "-z")),
  ];
}

const IMPORT = /(?:from|import) "((?:\.{1,2}\/|#tests\/)[^"]+)"/g;

/** The files of tests that a file of tests imports. */
const importsOf = (path, text) =>
  [...text.matchAll(IMPORT)].map(([, name]) =>
    name.startsWith("#tests/")
      ? name.slice(1)
      : posix.join(dirname(path), name),
  );

/** The test files that speak of a lesson, or import what does of the tests. */
function testsThatName(word) {
  // Some lessons are called as events are: a word alone does not do.
  const spoken = new RegExp(
    `lessons/${word}\\b|(?:lesson|open|keep|slug|model).*["'\`]${word}["'\`.]`,
    "i",
  );
  const files = [...new Set([...filesIn("tests"), ...unitFiles()])].filter(
    (path) => /\.tsx?$/.test(path),
  );
  const texts = new Map(
    files.map((path) => [path, readFileSync(at(path), "utf8")]),
  );
  const naming = new Set(files.filter((path) => spoken.test(texts.get(path))));
  // What imports one of them names it too, until nothing is added.
  for (let size = -1; size !== naming.size;) {
    size = naming.size;
    for (const [path, text] of texts)
      if (importsOf(path, text).some((one) => naming.has(one)))
        naming.add(path);
  }
  const found = [...naming];
  return {
    units: found.filter((path) => /\.test\.tsx?$/.test(path)),
    pages: found.filter((path) => path.endsWith(".spec.ts")),
  };
}

/** Drops what is no longer there, and a stage of which nothing is left. */
function existing(plan) {
  const left = Object.entries(plan).map(([stage, wish]) => {
    if (!wish.files) return [stage, wish];
    return [
      stage,
      { ...wish, files: wish.files.filter((path) => existsSync(at(path))) },
    ];
  });
  return Object.fromEntries(
    left.filter(([, { files }]) => files?.length !== 0),
  );
}

/** What to run of each stage for all that differs from the branch main. */
export const planOfChanges = () =>
  existing(planFor(changedFiles(), { testsThatName }));
