import { useMemo, useState, useSyncExternalStore } from "react";
import type { Prediction, Question } from "#lab/exercise/exercise.ts";
import type { Judgement } from "#lab/exercise/judge.ts";
import type { AnswerFile } from "#lab/exercise/answer.ts";
import type { PacketSelection } from "#lab/playback/rows.ts";
import { keepCode, readCode } from "../../editor/kept-code.ts";
import { usePickedPacket, wantPackets } from "../../lab/picked-packet.ts";
import { openRungs, READING_RUNGS } from "../hints.ts";
import type { GivenRun } from "./reading-session.ts";
import { useDoing, type Doing } from "../use-doing.ts";

/** What the page of an exercise begins with whose program is given. */
export interface ReadingSkeleton {
  /** Its folder, `lesson/exercises/exercise`. */
  readonly exercise: string;
  /** What it is called among the parts of its page. */
  readonly label: string;
  readonly title: string;
  readonly task: string;
  readonly file: AnswerFile;
  readonly program: string;
  readonly programName: string;
  /** Of a prediction; undefined where a packet is to be found. */
  readonly questions: Readonly<Record<string, Question>> | undefined;
}

/** Such an exercise, what the reader says of its run, and what came of the last check. */
export interface ReadingState {
  readonly prediction: Prediction;
  /** The packet that the reader has selected in the run's list. */
  readonly picked: PacketSelection | undefined;
  readonly busy: Doing | undefined;
  readonly run: GivenRun | undefined;
  readonly judgement: Judgement | undefined;
  /** Where the packet is that is to be found. */
  readonly answer: PacketSelection | undefined;
  readonly failure: string | undefined;
  readonly hints: number;
  /** Adds these choices to the others. */
  predict(chosen: Prediction): void;
  /** Runs the program, and shows the list of its packets. */
  start(): Promise<void>;
  /** What the checks say; a sentence where something must be done first. */
  check(): Promise<Judgement | string>;
  /** Opens one more hint; false where a check must come first. */
  openHint(): boolean;
}

/** The file under whose name predictions are kept, beside what is written in other exercises. */
const KEPT = "prediction.json";

const RUN_FIRST =
  "Press Run first, then select a packet in the list of packets.";
const OTHER_RUN = "The lab shows another run now. Press Run to have one again.";
const ANSWER_FIRST = "Answer each question first.";

/** An exercise whose program is given. */
export function useReading({
  exercise,
  file,
  program,
  programName,
  questions,
}: ReadingSkeleton): ReadingState {
  const { prediction, add } = usePrediction(exercise, programName);
  const { busy, failure, doing } = useDoing();
  const [run, setRun] = useState<GivenRun>();
  const [judgement, setJudgement] = useState<Judgement>();
  const [answer, setAnswer] = useState<PacketSelection>();
  const [attempts, setAttempts] = useState(0);
  const [hints, setHints] = useState(0);
  const picked = usePickedPacket(run?.page);

  const runAnew = async (): Promise<GivenRun> => {
    const { runGiven, packetToFind } = await import("./reading-session.ts");
    const next = await runGiven(exercise, { file, source: program });
    setRun(next);
    if (!questions) setAnswer(await packetToFind(exercise, next));
    return next;
  };

  return {
    prediction,
    picked,
    busy,
    run,
    judgement,
    answer,
    failure,
    hints,
    predict: add,
    start: async () => {
      await doing("run", async () => {
        setJudgement(undefined);
        const { page, trial } = await runAnew();
        wantPackets(page);
        if (trial.stopped !== undefined) throw new Error(trial.stopped);
      });
    },
    async check() {
      if (questions) {
        const isDone = Object.keys(questions).every((id) => id in prediction);
        if (!isDone) return ANSWER_FIRST;
      } else if (!run) return RUN_FIRST;
      const said = await doing("check", async () => {
        const { isShown, judgeReading } = await import("./reading-session.ts");
        if (!questions && run && !isShown(run)) return OTHER_RUN;
        const of = questions ? await runAnew() : run;
        if (!of) return RUN_FIRST;
        const next = judgeReading(of, { packet: picked, prediction });
        setJudgement(next);
        if (!next.solved) setAttempts((before) => before + 1);
        return next;
      });
      return said ?? "";
    },
    openHint() {
      const open = openRungs(attempts, READING_RUNGS);
      if (open === 0) return false;
      setHints((before) => Math.min(open, before + 1));
      return true;
    },
  };
}

const NEVER = (): (() => void) => () => undefined;
const NOTHING: Prediction = {};

/**
 * What the reader chose in this visit, or else before, which is kept as it's chosen. While the page
 * is built nothing is known of it.
 */
function usePrediction(exercise: string, programName: string) {
  const [chosen, choose] = useState<Prediction>();
  const read = useMemo(() => {
    let kept: Prediction | undefined;
    return () => (kept ??= keptPrediction(exercise, programName));
  }, [exercise, programName]);
  const kept = useSyncExternalStore(NEVER, read, () => NOTHING);
  const add = (more: Prediction): void => {
    // Not what was drawn: the first may come before what is kept has been.
    const next = { ...(chosen ?? read()), ...more };
    choose(next);
    keepCode(exercise, programName, {
      files: { [KEPT]: JSON.stringify(next) },
      file: KEPT,
      caret: 0,
    });
  };
  return { prediction: chosen ?? kept, add };
}

/** What the reader chose last; nothing where nothing is kept that fits. */
function keptPrediction(exercise: string, programName: string): Prediction {
  try {
    const text = readCode(exercise, programName)?.files[KEPT];
    const read: unknown = JSON.parse(text ?? "{}");
    const isFit =
      typeof read === "object" &&
      read !== null &&
      Object.values(read).every((each) => typeof each === "string");
    return isFit ? (read as Prediction) : NOTHING;
  } catch {
    return NOTHING;
  }
}
