/** Every exercise of the course, proven: each answer, in each language, wherever its program runs. */
import { describe, expect, it } from "vitest";
import type { ProgramRef } from "#lab/backends/backend.ts";
import { firstMiss, judge, type Judgement } from "#lab/exercise/judge.ts";
import { report } from "#lab/exercise/report.ts";
import { createWords } from "#lab/exercise/words.ts";
import { openLab } from "#lab/lab.ts";
import { randoms } from "../support/fixtures/randoms.ts";
import { addProgram } from "../support/lab/add-program.ts";
import type { StartedBackend } from "../support/lab/open-defined-lab.ts";
import { SERVED_BACKENDS, startBackend } from "../support/lab/start-backend.ts";
import { sandboxInProcess } from "../support/lab/tab-in-process.ts";
import {
  exerciseCases,
  type AnswerCase,
  type ExerciseCase,
} from "./exercise-cases.ts";

const cases = await exerciseCases();

/** Ids of sockets are others in each run; what stands in their place is as long. */
const withoutIds = (said: string): string =>
  said.replace(/"[\w-]{20}"/g, '"the-id-of-the-socket"');

/** A place where an answer's program can run. */
interface Place {
  readonly name: string;
  readonly isThere: boolean;
  start(): Promise<{ program: ProgramRef; server: StartedBackend }>;
}

function placesOf({ language, file, source }: AnswerCase): Place[] {
  const served = SERVED_BACKENDS.find(({ id }) => id === language);
  const host: Place = {
    name: `on ${served?.label ?? language}`,
    isThere: served?.isThere ?? false,
    async start() {
      const { folder, lesson } = addProgram(file, source);
      const server = await startBackend(folder, language);
      return { program: { lesson }, server };
    },
  };
  const sandbox: Place = {
    name: "in a sandbox",
    isThere: true,
    start: () =>
      Promise.resolve({
        program: { source, file },
        server: sandboxInProcess(),
      }),
  };
  return language === "node" ? [host, sandbox] : [host];
}

/** Runs an answer as the button Check does. */
async function check(
  { definition }: ExerciseCase,
  answer: AnswerCase,
  place: Place,
): Promise<Judgement> {
  await using stack = new AsyncDisposableStack();
  const { program, server } = await place.start();
  stack.use(server);
  const random = randoms(1);
  const word = createWords(() => random(1_000_000) / 1_000_000);
  const lab = openLab(program, definition.lab(word), server.backend);
  stack.defer(() => lab.close());
  lab.start();
  return await judge(definition, lab, word, answer);
}

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
        `judges ${answer.answer}/${answer.file} ${place.name}`,
        async () => {
          const judgement = await check(exercise, answer, place);
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
