import { ofExitCode, ofPytest, sumOf } from "../counts.mjs";
import { run, Sentence } from "../run.mjs";
import { at } from "../tree.mjs";
import { flaskForTests } from "./needs.mjs";
import { ended, nothingMatched, reportIn, SKIPPED } from "./programs.mjs";

const HOST = at("demo-server/flask");

/** Runs Python's programs one after the other, each a test. */
async function inTurn(python, checks, { options }) {
  const outcomes = [];
  for (const [name, cwd, ...args] of checks) {
    const code = await run(python, ["-m", ...args], { ...options, cwd });
    outcomes.push(ofExitCode(code, name));
  }
  return sumOf(outcomes);
}

const ruff = (name, cwd, ...paths) => [
  [`ruff check${name}`, cwd, "ruff", "check", ...paths],
  [`ruff format${name}`, cwd, "ruff", "format", "--check", ...paths],
];

const SHOWN = ruff(" of what is shown", at("."), "src", "tests");

/** Lints and types the Flask host and the programs that are shown; of those alone, where only they changed. */
export async function checkFlask({ voice, selection }) {
  const { python, noPython, why } = await flaskForTests();
  if (noPython) return SKIPPED;
  if (why) throw new Sentence(`${why}.`);
  const own = [...ruff("", HOST, "."), ["mypy", HOST, "mypy"]];
  return inTurn(python, selection.shown ? SHOWN : [...SHOWN, ...own], voice);
}

/** Tests the Flask host. */
export async function testFlask({ reports, selection }) {
  const { python } = await flaskForTests();
  if (!python || selection.shown) return SKIPPED;
  const file = reportIn(reports, "pytest.xml");
  const args = ["-m", "pytest", "--quiet", `--junitxml=${file}`];
  const { pattern } = selection;
  if (pattern !== undefined) args.push("-k", pattern);
  const outcome = ofPytest(
    ...(await ended(file, run(python, args, { cwd: HOST }))),
  );
  // Its code for no test that was selected is 5.
  if (pattern !== undefined && /code [45]$/.test(outcome.failed[0] ?? ""))
    throw nothingMatched("flask", pattern);
  return outcome;
}

/** Lints and types the messaging app's Python. */
export async function checkChat({ voice }) {
  const { python } = await flaskForTests();
  if (!python) return SKIPPED;
  const cwd = at("examples/chat");
  return inTurn(python, [...ruff("", cwd, "."), ["mypy", cwd, "mypy"]], voice);
}
