/** Every exercise of the course, proven: each answer, in each language, wherever its program runs. */
import { describe, expect, it } from "vitest";
import { firstMiss } from "#lab/exercise/judge.ts";
import { report } from "#lab/exercise/report.ts";
import { checkAnswer, placesOf } from "./check-answer.ts";
import { makePythonFirst } from "../support/python/python-in-thread.ts";
import { exerciseCases, lessons } from "./exercise-cases.ts";

makePythonFirst();

const cases = await exerciseCases();

/** Ids of sockets are others in each run; what stands in their place is as long. */
const withoutIds = (said: string): string =>
  said.replace(/"[\w-]{20}"/g, '"the-id-of-the-socket"');

it("every lesson has one", () => {
  const having = new Set(cases.map(({ exercise }) => exercise.split("/")[0]));
  expect([...having]).toEqual(lessons());
});

describe.for(cases)("the exercise $exercise", (exercise) => {
  const { definition, mistakes, answers } = exercise;

  it("knows each of its mistakes, and the check that it fails", () => {
    expect(Object.keys(definition.mistakes).toSorted()).toEqual(
      [...mistakes].toSorted(),
    );
    const checks = Object.keys(definition.checks);
    for (const { fails } of Object.values(definition.mistakes))
      expect(checks).toContain(fails);
    expect(mistakes.length).toBeGreaterThanOrEqual(3);
  });

  it("does in its script what its lab can do", () => {
    const { actions } = definition.lab((name) => name);
    expect(Object.keys(actions)).toEqual(
      expect.arrayContaining([...definition.script]),
    );
  });

  for (const answer of answers)
    for (const place of placesOf(answer))
      it.skipIf(!place.isThere)(
        `judges ${answer.answer}/${answer.file} ${place.name}${answer.file === answer.server ? "" : `, ${answer.server}`}`,
        async () => {
          const judgement = await checkAnswer(exercise, answer, place);
          const said = report(judgement);
          expect(judgement.broken).toBeUndefined();
          expect(judgement.stopped).toBeUndefined();
          if (answer.answer === "solution") {
            expect(judgement.solved, said).toBe(true);
            return;
          }
          expect(judgement.solved, said).toBe(false);
          if (answer.says === undefined) return;
          const mistake = answer.answer.replace("wrong/", "");
          expect(firstMiss(judgement), said).toBe(
            definition.mistakes[mistake]?.fails,
          );
          await expect(withoutIds(said)).toMatchFileSnapshot(answer.says);
        },
      );
});
