/** No program that a rule makes wrong passes: see `mutants.ts`. */
import { describe, expect, it } from "vitest";
import { report } from "#lab/exercise/report.ts";
import { checkAnswer, placesOf } from "./check-answer.ts";
import { exerciseCases } from "./exercise-cases.ts";
import { mutantsOf } from "./mutants.ts";

/** Where the program is given, it isn't the reader's: see `readings.test.ts`. */
const written = (await exerciseCases()).filter(
  ({ definition: { kind } }) => kind === undefined || kind === "write",
);

describe.for(written.map((each) => [each.exercise, each] as const))(
  "a wrong program for %s",
  ([, exercise]) => {
    const solutions = exercise.answers.filter(
      ({ answer }) => answer === "solution",
    );
    for (const solution of solutions) {
      const { source, file } = solution;
      const mutants = mutantsOf(source, file);
      // Where it is cheapest: what differs by place is proven of the answers.
      const place = placesOf(solution).at(-1);

      it(`is made of its ${file} by several rules, ${solution.server}`, () => {
        expect(mutants.length).toBeGreaterThanOrEqual(3);
      });
      for (const mutant of mutants)
        it.skipIf(!place?.isThere)(
          `fails: ${file}, with ${mutant.what}, ${solution.server}`,
          async () => {
            const answer = {
              ...solution,
              programs: { ...solution.programs, [file]: mutant.source },
            };
            const [where] = placesOf(answer).slice(-1);
            if (!where) throw new Error("There is no place to run it.");
            const judgement = await checkAnswer(exercise, answer, where);
            expect(judgement.broken).toBeUndefined();
            expect(judgement.solved, report(judgement)).toBe(false);
          },
        );
    }
  },
);
