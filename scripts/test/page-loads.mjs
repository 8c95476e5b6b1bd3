import { existsSync, readdirSync } from "node:fs";
import { at, readIfThere } from "../tree.mjs";

const LESSONS = "src/content/docs/lessons";

/** Pages that the tests may load, however many lessons there are, */
const FOR_ALL = 60;
/** and for each lesson. */
const FOR_EACH = 4;

/** How many lessons the course has. */
const countLessons = () =>
  readdirSync(at(LESSONS)).filter((name) =>
    existsSync(at(LESSONS, name, "index.mdx")),
  ).length;

/** The most pages that all tests of the site together may load. */
export const mostLoads = (lessons) => FOR_ALL + FOR_EACH * lessons;

/** Sums what the workers have written, a number a line. */
export const sumLoads = (text = "") =>
  text
    .split("\n")
    .filter(Boolean)
    .reduce((sum, line) => sum + Number(line), 0);

/** Whether a full run has kept to its budget, as an outcome of one test. */
export function ofPageLoads(file, lessons = countLessons()) {
  const loads = sumLoads(readIfThere(file));
  const most = mostLoads(lessons);
  console.log(`\n${loads} pages loaded, of at most ${most}.`);
  if (loads > 0 && loads <= most) return { passed: 1, failed: [] };
  const why =
    loads === 0
      ? "no page load was counted: a test takes `test` from tests/support/page/test.ts"
      : `${loads} pages were loaded, and at most ${most} may be: let tests of one page share it (tests/support/page/shared-lesson.ts)`;
  return { passed: 0, failed: [why] };
}
