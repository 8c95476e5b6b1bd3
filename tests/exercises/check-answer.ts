import type { ProgramRef } from "#lab/backends/backend.ts";
import { judge, type Judgement } from "#lab/exercise/judge.ts";
import { createWords } from "#lab/exercise/words.ts";
import { openLab } from "#lab/lab.ts";
import { randoms } from "../support/fixtures/randoms.ts";
import { addProgram } from "../support/lab/add-program.ts";
import type { StartedBackend } from "../support/lab/open-defined-lab.ts";
import { SERVED_BACKENDS, startBackend } from "../support/lab/start-backend.ts";
import { lessonsDirs } from "../support/lab/lessons-dirs.ts";
import { sandboxInProcess } from "../support/lab/tab-in-process.ts";
import { flaskInThread } from "../support/python/flask-in-thread.ts";
import type { AnswerCase, ExerciseCase } from "./exercise-cases.ts";

/** A place where an answer's program can run. */
export interface Place {
  readonly name: string;
  readonly isThere: boolean;
  start(): Promise<{ program: ProgramRef; server: StartedBackend }>;
}

/** Where an answer's program can run: on a host, and in the tab; the last is the cheapest. */
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
  return language === "node" ? [host, tab] : [tab, host];
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
  const lab = openLab(program, definition.lab(word), server.backend);
  stack.defer(() => lab.close());
  lab.start();
  return await judge(definition, lab, word, answer);
}
