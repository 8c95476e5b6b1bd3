import { rightOptions, type Promised } from "#lab/promise.ts";
import type { LabCase } from "../lessons/lab-case.ts";
import { labCasesOf, labLessons } from "../lessons/lab-cases.ts";
import {
  connectedIn,
  type ConnectedClient,
} from "../support/lab/connected-in.ts";

/** A button in the prose of a lesson, and what it makes happen. */
export interface ButtonCheck {
  readonly kind: "button";
  readonly promised: Promised;
}

/** A question in the prose, and its right options where server.js runs. */
export interface QuestionCheck {
  readonly kind: "question";
  readonly question: string;
  readonly options: readonly string[];
}

/** What is checked of one lesson. */
export interface LessonCheck {
  readonly lesson: string;
  /** In words. */
  readonly what: string;
  /** Who connects by themselves when its page opens. */
  readonly clients: readonly ConnectedClient[];
  readonly check: ButtonCheck | QuestionCheck;
}

/**
 * What to check of each lesson: its first button or, where it has none or is in steps, whose
 * buttons share their names, its first question.
 */
export const lessonChecks = (): Promise<LessonCheck[]> =>
  Promise.all(
    labLessons().map(async (lesson) => {
      const labs = await labCasesOf(lesson);
      const button = labs.length === 1 ? firstButton(labs) : undefined;
      const check = button ?? firstQuestion(labs);
      if (!check)
        throw new Error(
          `The lesson "${lesson}" promises nothing. Say in its promises.ts what a button does, or which options of a question are right.`,
        );
      const what =
        check.kind === "button"
          ? `"${check.promised.press}" does what the prose says`
          : "its first question is answered by running it";
      const clients = labs[0] ? connectedIn(labs[0].definition) : [];
      return { lesson, what, clients, check };
    }),
  );

function firstButton(labs: readonly LabCase[]): ButtonCheck | undefined {
  const [promised] = labs.flatMap(({ promises }) => promises.buttons);
  return promised && { kind: "button", promised };
}

function firstQuestion(labs: readonly LabCase[]): QuestionCheck | undefined {
  for (const { definition, promises } of labs) {
    const [[id, right] = []] = Object.entries(promises.answers);
    const question = id && definition.predictions?.[id]?.question;
    if (question && right) {
      const options = rightOptions(right, "server.js");
      return { kind: "question", question, options };
    }
  }
  return undefined;
}
