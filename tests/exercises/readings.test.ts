/** Where the program is given: of all that a reader could say of its run, one thing alone passes. */
import { describe, expect, it } from "vitest";
import { askChecks } from "#lab/exercise/judge.ts";
import { placesOf, tryAnswer } from "./check-answer.ts";
import { exerciseCases } from "./exercise-cases.ts";
import { readingsOf } from "./readings.ts";

const given = (await exerciseCases()).filter(
  ({ definition: { kind } }) => kind !== undefined && kind !== "write",
);

describe.for(given.map((each) => [each.exercise, each] as const))(
  "what a reader says of %s",
  ([, exercise]) => {
    const { definition } = exercise;

    it("has a question for each check, where it is predicted", () => {
      if (definition.kind === "predict")
        expect(Object.keys(definition.questions)).toEqual(
          Object.keys(definition.checks),
        );
    });

    for (const answer of exercise.answers.filter(
      (each) => each.answer === "solution",
    ))
      for (const place of placesOf(answer))
        it.skipIf(!place.isThere)(
          `passes in one way only, of its ${answer.file} ${place.name}`,
          async () => {
            const { asked, passed } = await tryAnswer(
              exercise,
              answer,
              place,
              (trial) => {
                const readings = readingsOf(definition, trial);
                return {
                  asked: readings.length,
                  passed: readings.filter(
                    (reading) => askChecks(definition, trial, reading).solved,
                  ),
                };
              },
            );
            expect(asked).toBeGreaterThanOrEqual(12);
            expect(passed).toHaveLength(1);
          },
        );
  },
);
