/** What became of some tests: how many passed, and the names of those that failed. */
const outcome = (passed, failed) => ({ passed, failed });

/** A stage, or a named part of one, that is one test: it passes when its program ends with 0. */
export const ofExitCode = (code, name) =>
  code === 0
    ? outcome(1, [])
    : outcome(0, [`${name ? `${name} ` : ""}ended with code ${code}`]);

/** Parts of a stage as one; with the names of what was `skipped`, where something was. */
export function sumOf(outcomes) {
  const skipped = outcomes.flatMap((one) => one.skipped ?? []);
  return {
    ...outcome(
      outcomes.reduce((sum, { passed }) => sum + passed, 0),
      outcomes.flatMap(({ failed }) => failed),
    ),
    ...(skipped.length > 0 && { skipped }),
  };
}

/** Reads a report; a program that failed without naming a failed test counts as one failure. */
function checked({ passed, failed }, code) {
  if (failed.length > 0) return outcome(passed, failed);
  if (code !== 0) return outcome(passed, [`ended with code ${code}`]);
  return passed > 0 ? outcome(passed, []) : outcome(0, ["ran no test"]);
}

/** Counts Vitest's JSON report; a file that could not be loaded is one failure. */
export function ofVitest(report, code) {
  let passed = 0;
  const failed = [];
  for (const file of report?.testResults ?? []) {
    const before = failed.length;
    for (const test of file.assertionResults) {
      if (test.status === "passed") passed += 1;
      if (test.status === "failed") failed.push(test.fullName);
    }
    if (file.status === "failed" && failed.length === before)
      failed.push(file.name);
  }
  return checked({ passed, failed }, code);
}

/** Counts Playwright's JSON report; an error outside of tests is one failure. */
export function ofPlaywright(report, code) {
  let passed = 0;
  const failed = [];
  const visit = (suite) => {
    for (const spec of suite.specs ?? []) {
      for (const test of spec.tests) {
        if (test.status === "expected") passed += 1;
        if (["unexpected", "flaky"].includes(test.status))
          failed.push(spec.title);
      }
    }
    suite.suites?.forEach(visit);
  };
  report?.suites?.forEach(visit);
  for (const error of report?.errors ?? [])
    failed.push(error.message ?? "an error");
  return checked({ passed, failed }, code);
}

const attribute = (text, name) =>
  new RegExp(`\\s${name}="([^"]*)"`).exec(text)?.[1] ?? "";

/** Counts pytest's report in JUnit's XML; an error outside of a test is one failure. */
export function ofPytest(report = "", code = 0) {
  let passed = 0;
  const failed = [];
  // A test that passed has nothing in it but, perhaps, what it printed.
  for (const [, head, body = ""] of report.matchAll(
    /<testcase\b([^>]*?)(?:\/>|>([^]*?)<\/testcase>)/g,
  )) {
    if (/<(failure|error)\b/.test(body)) failed.push(attribute(head, "name"));
    else if (!/<skipped\b/.test(body)) passed += 1;
  }
  return checked({ passed, failed }, code);
}
