import { expect, it } from "vitest";
import { defineLab } from "../lesson.ts";
import { createTrace } from "../trace/trace.ts";
import { defineExercise, type Check } from "./exercise.ts";
import { askChecks, type Trial } from "./judge.ts";

const trial: Trial = {
  run: {
    trace: createTrace(),
    word: (name) => name,
    programs: { "server.js": "" },
    hopOf: () => undefined,
  },
};
const text = { question: "Why?", idea: "So." };
const passes: Check = {
  ...text,
  says: "It is so",
  ask: () => ({ verdict: "passed" }),
};

const withChecks = (checks: Parameters<typeof defineExercise>[0]["checks"]) =>
  defineExercise({
    title: "T",
    task: "T",
    lab: () => defineLab({ clients: ["Alice"], actions: {} }),
    script: [],
    checks,
    mistakes: {},
  });

it("never passes where a check throws: that one is not shown, and what was thrown is told", () => {
  const broken = {
    ...text,
    says: "It breaks",
    ask: () => {
      throw new TypeError("no such packet");
    },
  };
  const judgement = askChecks(withChecks({ passes, broken }), trial);
  expect(judgement.broken).toBe("broken: no such packet");
  expect(judgement.solved).toBe(false);
  expect(judgement.checks.map(({ answer }) => answer.verdict)).toEqual([
    "passed",
    "not shown",
  ]);
});

it("passes where each check does, and the run came to its end", () => {
  const exercise = withChecks({ passes });
  expect(askChecks(exercise, trial).solved).toBe(true);
  expect(askChecks(exercise, { ...trial, stopped: "It ended." }).solved).toBe(
    false,
  );
  expect(askChecks(withChecks({}), trial).solved).toBe(false);
});
