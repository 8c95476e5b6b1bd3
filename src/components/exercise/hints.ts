import type { Check, Exercise } from "#lab/exercise/exercise.ts";
import { firstMiss, type Judgement } from "#lab/exercise/judge.ts";

/** The rungs of help, one after the other: what is told first tells least. */
export const RUNGS = [
  "what the check saw",
  "a question",
  "the idea",
  "the lines of a solution, shuffled",
  "a solution",
] as const;

/** Those of an exercise whose program is given. */
export const READING_RUNGS = [
  "what the check saw",
  "a question",
  "the idea",
  "the answer",
] as const;

/** How many rungs are open after so many checks that failed: the last wants a second try. */
export const openRungs = (
  attempts: number,
  rungs: readonly string[] = RUNGS,
): number =>
  attempts === 0 ? 0 : attempts === 1 ? rungs.length - 1 : rungs.length;

/** The check that help is about: the first that did not pass. */
export function checkToHelp(
  exercise: Exercise,
  judgement: Judgement,
): Check | undefined {
  const id = firstMiss(judgement);
  return id === undefined ? undefined : exercise.checks[id];
}

/**
 * The lines of a solution to be put in order: those that differ from the starter, with up to two
 * around them. Empty lines are left out.
 */
export function linesToOrder(starter: string, solution: string): string[] {
  const [before, after] = [starter.split("\n"), solution.split("\n")];
  const first = after.findIndex((line, place) => line !== before[place]);
  const fromEnd = after
    .toReversed()
    .findIndex((line, place) => line !== before.at(-1 - place));
  const last = after.length - 1 - fromEnd;
  return after
    .slice(Math.max(0, first - AROUND), last + 1 + AROUND)
    .filter((line) => line.trim() !== "");
}
const AROUND = 2;

/** The lines in another order than theirs. `random` gives numbers from 0 to 1. */
export function shuffled(
  lines: readonly string[],
  random: () => number = Math.random,
): string[] {
  const mixed = lines.map((line) => ({ line, at: random() }));
  const order = mixed.sort((a, b) => a.at - b.at).map(({ line }) => line);
  const isSame = order.every((line, place) => line === lines[place]);
  return isSame ? [...order.slice(1), ...order.slice(0, 1)] : order;
}
