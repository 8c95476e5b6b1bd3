import { mkdtempSync, rmSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { sumOf } from "../counts.mjs";
import { Sentence } from "../run.mjs";
import { STAGES } from "./stages.mjs";
import { aloud, quiet } from "./voice.mjs";

/** So many checks run at a time. */
const BESIDE = Math.max(2, availableParallelism());

/** Runs one part of a stage to its end: what came of it, and how many seconds it took. */
async function timed(part, context) {
  const began = performance.now();
  const seconds = () => (performance.now() - began) / 1000;
  try {
    return { outcome: await part(context), seconds: seconds() };
  } catch (error) {
    const why = error instanceof Sentence ? error.message : String(error);
    context.voice.say(why);
    const outcome = { passed: 0, failed: [why] };
    return { outcome, seconds: seconds() };
  }
}

/** Lets `BESIDE` at a time pass, in turn. */
function createGate() {
  let free = BESIDE;
  const waiting = [];
  return async (run) => {
    if (free === 0) await new Promise((resolve) => waiting.push(resolve));
    else free -= 1;
    try {
      return await run();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else free += 1;
    }
  };
}

/** Runs the checks of stages beside each other; each speaks when it has ended. */
async function runChecks(stages, context) {
  const gate = createGate();
  const running = new Map();
  // What others wait for begins first.
  const isAwaited = (stage) =>
    stages.some((other) => STAGES[other].after?.includes(stage));
  for (const stage of stages.toSorted((a, b) => isAwaited(b) - isAwaited(a))) {
    const run = async () => {
      await Promise.all(
        STAGES[stage].after?.map((one) => running.get(one)) ?? [],
      );
      return gate(async () => {
        const voice = quiet();
        const ended = await timed(STAGES[stage].checks, context(stage, voice));
        console.log(`\n── ${stage} ──\n${voice.said().trimEnd()}`.trimEnd());
        return ended;
      });
    };
    running.set(stage, run());
  }
  return new Map(
    await Promise.all(
      [...running].map(async ([stage, ended]) => [stage, await ended]),
    ),
  );
}

/**
 * Runs stages: first all that only reads the project, side by side, then all that is run, alone
 * and in order. Gives for each what came of it and the seconds it took; `selections` say of some
 * which of their tests are wanted.
 */
export async function runStages(stages, selections = {}) {
  const reports = mkdtempSync(join(tmpdir(), "roundtrip-"));
  const context = (stage, voice) => ({
    voice,
    reports,
    selection: selections[stage] ?? {},
  });
  const checked = stages.filter(
    (stage) => STAGES[stage].checks && !selections[stage]?.pattern,
  );
  if (checked.length > 1)
    console.log(
      `Side by side, each heard when it ends: ${checked.join(", ")}…`,
    );
  const checks = await runChecks(checked, context);
  const ended = [];
  for (const stage of stages) {
    const parts = [checks.get(stage)].filter(Boolean);
    if (STAGES[stage].tests) {
      console.log(`\n── ${stage}${checks.has(stage) ? ", tests" : ""} ──`);
      parts.push(await timed(STAGES[stage].tests, context(stage, aloud)));
    }
    ended.push({
      stage,
      outcome: sumOf(parts.map(({ outcome }) => outcome)),
      seconds: parts.reduce((sum, { seconds }) => sum + seconds, 0),
    });
  }
  rmSync(reports, { recursive: true, force: true });
  return ended;
}
