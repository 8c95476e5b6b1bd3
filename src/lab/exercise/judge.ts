import type { AnyLab } from "../lab.ts";
import type { Answer } from "./answer.ts";
import type { Exercise, Programs, Reading, Run } from "./exercise.ts";
import { runScript } from "./run-script.ts";
import type { Word } from "./words.ts";

/** What a check of an exercise said of a run. */
export interface Judged {
  /** The check's id. */
  readonly id: string;
  readonly says: string;
  readonly answer: Answer;
}

/** What came of checking a program. */
export interface Judgement {
  readonly checks: readonly Judged[];
  readonly solved: boolean;
  /** Why the run ended early, in a sentence; undefined where all of the script was done. */
  readonly stopped?: string | undefined;
  /** A fault of a check, which is ours: it never passes. */
  readonly broken?: string | undefined;
}

/** A run that is over, so far as its script was done. */
export interface Trial {
  readonly run: Run;
  /** Why the run ended early, in a sentence; undefined where all of the script was done. */
  readonly stopped?: string | undefined;
}

/**
 * Does an exercise's script in a lab that was opened with these programs and the definition for these
 * words. Never rejects.
 */
export async function tryOut(
  { script }: Exercise,
  lab: AnyLab,
  word: Word,
  programs: Programs,
): Promise<Trial> {
  const { hops, stopped } = await runScript(lab, script);
  return {
    run: {
      trace: lab.trace,
      word,
      programs,
      hopOf: (action) => hops.get(action),
    },
    stopped,
  };
}

/** Asks an exercise's checks of a run, and of what the reader says of it. */
export function askChecks(
  exercise: Exercise,
  { run, stopped }: Trial,
  reading: Reading = {},
): Judgement {
  let broken: string | undefined;
  const checks = Object.entries(exercise.checks).map(([id, check]): Judged => {
    const { says } = check;
    try {
      return { id, says, answer: check.ask({ ...run, reading }) };
    } catch (error) {
      broken = `${id}: ${error instanceof Error ? error.message : String(error)}`;
      const why = "This check has a fault of its own";
      return { id, says, answer: { verdict: "not shown", why } };
    }
  });
  return {
    checks,
    solved:
      broken === undefined &&
      stopped === undefined &&
      checks.length > 0 &&
      checks.every(({ answer }) => answer.verdict === "passed"),
    stopped,
    broken,
  };
}

/** Does an exercise's script, as `tryOut` does, and asks its checks. Never rejects. */
export const judge = async (
  exercise: Exercise,
  lab: AnyLab,
  word: Word,
  programs: Programs,
): Promise<Judgement> =>
  askChecks(exercise, await tryOut(exercise, lab, word, programs));

/** The first check that did not pass, by its id: failed ones first. */
export const firstMiss = ({ checks }: Judgement): string | undefined =>
  (
    checks.find(({ answer }) => answer.verdict === "failed") ??
    checks.find(({ answer }) => answer.verdict === "not shown")
  )?.id;
