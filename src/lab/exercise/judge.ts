import type { AnyLab } from "../lab.ts";
import type { Answer } from "./answer.ts";
import type { Exercise, Programs, Run } from "./exercise.ts";
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

/**
 * Does an exercise's script in a lab that was opened with these programs and the definition for these
 * words, and asks its checks. Never rejects.
 */
export async function judge(
  exercise: Exercise,
  lab: AnyLab,
  word: Word,
  programs: Programs,
): Promise<Judgement> {
  const { hops, stopped } = await runScript(lab, exercise.script);
  const run: Run = {
    trace: lab.trace,
    word,
    programs,
    hopOf: (action) => hops.get(action),
  };
  let broken: string | undefined;
  const checks = Object.entries(exercise.checks).map(([id, check]): Judged => {
    const { says } = check;
    try {
      return { id, says, answer: check.ask(run) };
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

/** The first check that did not pass, by its id: failed ones first. */
export const firstMiss = ({ checks }: Judgement): string | undefined =>
  (
    checks.find(({ answer }) => answer.verdict === "failed") ??
    checks.find(({ answer }) => answer.verdict === "not shown")
  )?.id;
