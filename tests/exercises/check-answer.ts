import type { ProgramRef } from "#lab/backends/backend.ts";
import type { Reading } from "#lab/exercise/exercise.ts";
import {
  askChecks,
  tryOut,
  type Judgement,
  type Trial,
} from "#lab/exercise/judge.ts";
import { packetNamed } from "#lab/exercise/reading-checks.ts";
import { createWords } from "#lab/exercise/words.ts";
import { openLab } from "#lab/lab.ts";
import type { TraceView } from "#lab/trace/trace.ts";
import { randoms } from "../support/fixtures/randoms.ts";
import { addProgram } from "../support/lab/add-program.ts";
import type { StartedBackend } from "../support/lab/open-defined-lab.ts";
import { SERVED_BACKENDS, startBackend } from "../support/lab/start-backend.ts";
import { sandboxInProcess } from "../support/lab/tab-in-process.ts";
import type { AnswerCase, ExerciseCase, SaidOfRun } from "./exercise-cases.ts";

/** A place where an answer's program can run. */
export interface Place {
  readonly name: string;
  readonly isThere: boolean;
  start(): Promise<{ program: ProgramRef; server: StartedBackend }>;
}

/** Where an answer's program can run: on a host, and where it is JavaScript in a sandbox. */
export function placesOf({ language, file, source }: AnswerCase): Place[] {
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

/** Runs an answer as the button Check does, with the same words each time. */
export const checkAnswer = (
  exercise: ExerciseCase,
  answer: AnswerCase,
  place: Place,
): Promise<Judgement> =>
  tryAnswer(exercise, answer, place, (trial) =>
    askChecks(
      exercise.definition,
      trial,
      readingOf(answer.reading, trial.run.trace),
    ),
  );

/** Runs an answer's program, with the same words each time, and does something with the run. */
export async function tryAnswer<T>(
  { definition }: ExerciseCase,
  answer: AnswerCase,
  place: Place,
  then: (trial: Trial) => T,
): Promise<T> {
  await using stack = new AsyncDisposableStack();
  const { program, server } = await place.start();
  stack.use(server);
  const random = randoms(1);
  const word = createWords(() => random(1_000_000) / 1_000_000);
  const lab = openLab(program, definition.lab(word), server.backend);
  stack.defer(() => lab.close());
  lab.start();
  return then(await tryOut(definition, lab, word, answer));
}

/** What an answer says, of this run. Throws where it names a packet that the run has not. */
function readingOf(
  { packet, prediction }: SaidOfRun,
  trace: TraceView,
): Reading {
  const found = packet && packetNamed(trace, packet);
  if (packet && !found)
    throw new Error(`The run has no packet ${JSON.stringify(packet)}.`);
  return { packet: found, prediction };
}
