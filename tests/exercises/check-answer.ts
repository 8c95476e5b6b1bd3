import type { ProgramRef } from "#lab/backends/backend.ts";
import { judge, type Judgement } from "#lab/exercise/judge.ts";
import { createWords } from "#lab/exercise/words.ts";
import { CLIENT_FILE } from "#lab/exercise/answer.ts";
import type { Programs } from "#lab/exercise/exercise.ts";
import type { LabClient } from "#lab/client/client.ts";
import { openLab, openLabOf, type Lab } from "#lab/lab.ts";
import type { LabDefinition } from "#lab/lesson.ts";
import { createStagePace } from "#lab/playback/stage-pace.ts";
import { openClients } from "#sandbox/clients/open-clients.ts";
import { randoms } from "../support/fixtures/randoms.ts";
import { addProgram } from "../support/lab/add-program.ts";
import { clientsInProcess } from "../support/lab/clients-in-process.ts";
import type { StartedBackend } from "../support/lab/open-defined-lab.ts";
import { SERVED_BACKENDS, startBackend } from "../support/lab/start-backend.ts";
import { sandboxInProcess } from "../support/lab/tab-in-process.ts";
import type { AnswerCase, ExerciseCase } from "./exercise-cases.ts";

/** A place where an answer's program can run. */
export interface Place {
  readonly name: string;
  readonly isThere: boolean;
  start(): Promise<{ program: ProgramRef; server: StartedBackend }>;
}

/** Where an answer's program can run: on a host, and where it is JavaScript in a sandbox. Clients of the reader's own reach no host. */
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
  const sandbox: Place = {
    name: "in a sandbox",
    isThere: true,
    start: () =>
      Promise.resolve({
        program: { source, file },
        server: sandboxInProcess(),
      }),
  };
  const places = language === "node" ? [host, sandbox] : [host];
  return programs[CLIENT_FILE] === undefined
    ? places
    : places.filter((place) => place === sandbox);
}

/** Runs an answer as the button Check does, with the same words each time. */
export async function checkAnswer(
  { definition }: ExerciseCase,
  answer: AnswerCase,
  place: Place,
): Promise<Judgement> {
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
  return await judge(definition, lab, word, programs);
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
