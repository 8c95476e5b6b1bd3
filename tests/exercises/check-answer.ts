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
import { CLIENT_FILE } from "#lab/exercise/answer.ts";
import type { Programs } from "#lab/exercise/exercise.ts";
import type { LabClient } from "#lab/client/client.ts";
import { openLab, openLabOf, type Lab } from "#lab/lab.ts";
import type { LabDefinition } from "#lab/lesson.ts";
import { createStagePace } from "#lab/playback/stage-pace.ts";
import type { TraceView } from "#lab/trace/trace.ts";
import { openClients } from "#sandbox/clients/open-clients.ts";
import { randoms } from "../support/fixtures/randoms.ts";
import { addProgram } from "../support/lab/add-program.ts";
import { clientsInProcess } from "../support/lab/clients-in-process.ts";
import type { StartedBackend } from "../support/lab/open-defined-lab.ts";
import { SERVED_BACKENDS, startBackend } from "../support/lab/start-backend.ts";
import { lessonsDirs } from "../support/lab/lessons-dirs.ts";
import { sandboxInProcess } from "../support/lab/tab-in-process.ts";
import { flaskInThread } from "../support/python/flask-in-thread.ts";
import type { AnswerCase, ExerciseCase, SaidOfRun } from "./exercise-cases.ts";

/** A place where an answer's program can run. */
export interface Place {
  readonly name: string;
  readonly isThere: boolean;
  start(): Promise<{ program: ProgramRef; server: StartedBackend }>;
}

/** Where an answer's program can run: on a host, and in the tab; the last is the cheapest. Clients of the reader's own reach no host. */
export function placesOf({
  language,
  server: file,
  programs,
}: AnswerCase): Place[] {
  const source = programs[file] ?? "";
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
  const tab: Place = {
    name: "in the tab",
    isThere: host.isThere,
    start: () =>
      Promise.resolve({
        program: { source, file },
        server:
          language === "node"
            ? sandboxInProcess()
            : flaskInThread(lessonsDirs.site),
      }),
  };
  if (programs[CLIENT_FILE] !== undefined) return [tab];
  return language === "node" ? [host, tab] : [tab, host];
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
  const { programs } = answer;
  const lab = openLabFor(
    programs,
    program,
    definition.lab(word),
    server,
    stack,
  );
  lab.start();
  return then(await tryOut(definition, lab, word, programs));
}

/** The lab of a program, whose clients are the reader's own where there is a text of theirs. */
function openLabFor(
  { [CLIENT_FILE]: client }: Programs,
  program: ProgramRef,
  definition: LabDefinition,
  { backend }: StartedBackend,
  stack: AsyncDisposableStack,
): Lab<LabClient> {
  if (client === undefined) {
    const lab = openLab(program, definition, backend);
    stack.defer(() => lab.close());
    return lab;
  }
  const pace = createStagePace(definition.protocol, false);
  const clients = openClients(client, definition, clientsInProcess(), pace);
  const lab = openLabOf(clients.makeClient, program, definition, backend, pace);
  stack.defer(() => {
    lab.close();
    clients.close();
  });
  return lab;
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
