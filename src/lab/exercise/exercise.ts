import type { LabDefinition } from "../lesson.ts";
import type { PacketSelection } from "../playback/rows.ts";
import type { TraceView } from "../trace/trace.ts";
import type { Answer, AnswerFile } from "./answer.ts";
import type { Word } from "./words.ts";

/** Texts of programs, by their files. */
export type Programs = Readonly<Partial<Record<AnswerFile, string>>>;

/** One run of a reader's program, as checks see it. */
export interface Run {
  readonly trace: TraceView;
  readonly word: Word;
  /** The programs that ran: the server's, and the clients' where the reader writes that. */
  readonly programs: Programs;
  /** What the reader says of it, where the program was given; nothing where they wrote it. */
  readonly reading?: Reading;
  /** Id of the hop that an action of the script began with; undefined where it was not done. */
  hopOf(action: string): number | undefined;
}

/** What a reader says of a run of a program that they were given. */
export interface Reading {
  /** The packet that they point at. */
  readonly packet?: PacketSelection | undefined;
  /** What they predicted: by a question's id, one of its options. */
  readonly prediction?: Prediction | undefined;
}

/** By the ids of questions, the option that was chosen. */
export type Prediction = Readonly<Record<string, string>>;

/** A question asked of a run, in the terms of `checks.ts`. */
export interface Check {
  /** What is so when it passes, in a sentence without its full stop; names of code in backticks. */
  readonly says: string;
  readonly ask: (run: Run) => Answer;
  /** The second hint where it fails: a question that leads on. */
  readonly question: string;
  /** The third: the idea, without code. */
  readonly idea: string;
  /** Where more is said of it, as an address from the page of the lesson. */
  readonly link?: { readonly to: string; readonly text: string };
}

/** What every exercise has. */
interface Task {
  readonly title: string;
  /** What is to be done; names of code in backticks. */
  readonly task: string;
  /** The lab that a program is run in, made anew with other words for each run. */
  readonly lab: (word: Word) => LabDefinition;
  /** Actions that Check does, in order: each when nothing is under way of the one before it. */
  readonly script: readonly string[];
  /** By id, in the order in which they are shown. */
  readonly checks: Readonly<Record<string, Check>>;
  /** Known mistakes, by their folder in `wrong/`: the check that fails first, by its id. */
  readonly mistakes: Readonly<Record<string, { readonly fails: string }>>;
}

/** The reader writes the program. */
export interface WriteExercise extends Task {
  readonly kind?: "write";
}

/** The reader is given a program with a fault, runs it, and points at the packet that shows the fault. */
export interface FindExercise extends Task {
  readonly kind: "find";
}

/** The reader is given a program, and says what its run will show before it runs. */
export interface PredictExercise extends Task {
  readonly kind: "predict";
  /** By the id of the check that judges it. */
  readonly questions: Readonly<Record<string, Question>>;
}

/** One thing to predict. */
export interface Question {
  /** Names of code in backticks. */
  readonly asks: string;
  readonly options: readonly string[];
}

/** An exercise of a lesson: `exercises/<n-name>/exercise.ts`. */
export type Exercise = WriteExercise | FindExercise | PredictExercise;

/**
 * Types an exercise without losing its literal ids.
 *
 * @example
 * export default defineExercise({
 *   title: "Tell a joke",
 *   task: "When a client emits `joke`, everyone else receives it.",
 *   lab: (word) => defineLab({ clients, actions: { "alice-jokes": does("Alice", …) } }),
 *   script: ["alice-jokes"],
 *   checks: { others: { says: "Bob and Carol receive `joke`", ask: receives(…), … } },
 *   mistakes: { "io-emit": { fails: "not-alice" } },
 * });
 */
export const defineExercise = <T extends Exercise>(exercise: T): T => exercise;
