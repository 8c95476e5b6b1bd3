import { useEffect, useRef, useState } from "react";
import type { Exercise } from "#lab/exercise/exercise.ts";
import { CLIENT_FILE, type AnswerFile } from "#lab/exercise/answer.ts";
import type { Fault } from "../editor/fault-marks.ts";
import { useSyntaxFaults } from "../editor/use-syntax-faults.ts";
import { clientSandbox } from "../screen/clients-frame.ts";
import { keepCode, readCode, type KeptCode } from "../editor/kept-code.ts";
import type { Checked } from "./exercise-session.ts";
import { openRungs } from "./hints.ts";
import { useDoing, type Doing } from "./use-doing.ts";

/** What an exercise's page begins with. */
export interface ExerciseSkeleton {
  /** Its folder, `lesson/exercises/exercise`. */
  readonly exercise: string;
  /** What it is called among the parts of its page. */
  readonly label: string;
  readonly title: string;
  readonly task: string;
  /** The file that the reader writes, and its text to begin with. */
  readonly file: AnswerFile;
  readonly starter: string;
  /** Files that the reader doesn't write, and may look at. */
  readonly given: readonly AnswerFile[];
  /** A name for the starter: what was written from another one is another text. */
  readonly starterName: string;
}

/** What an exercise is doing, and what came of the last check. */
export interface ExerciseState {
  readonly code: KeptCode;
  /** Whether the browser keeps what is written. */
  readonly isKept: boolean;
  readonly busy: Doing | undefined;
  readonly checked: Checked | undefined;
  /** Why a check or a run could not be done. */
  readonly failure: string | undefined;
  readonly faults: readonly Fault[];
  /** How many hints the reader has opened. */
  readonly hints: number;
  readonly definition: Exercise | undefined;
  readonly solution: string | undefined;
  write(name: string, text: string): void;
  show(name: string): void;
  moveCaret(name: string, caret: number): void;
  check(): Promise<Checked | undefined>;
  run(): Promise<void>;
  /** Opens one more hint; false where a check must come first. */
  openHint(): boolean;
}

/** An exercise: its code, which is kept at each keystroke, and its checks. */
export function useExercise(skeleton: ExerciseSkeleton): ExerciseState {
  const { exercise, file, starter, starterName } = skeleton;
  const [code, setCode] = useState<KeptCode>(
    () =>
      (typeof window === "undefined"
        ? undefined
        : readCode(exercise, starterName)) ?? {
        files: { [file]: starter },
        file,
        caret: 0,
      },
  );
  const latest = useRef(code);
  const [isKept, setIsKept] = useState(true);
  const { busy, failure, doing } = useDoing();
  const [checked, setChecked] = useState<Checked>();
  /** The line that failed in the last run, until what is written is another text. */
  const [failed, setFailed] = useState<Fault & { of: string }>();
  const [attempts, setAttempts] = useState(0);
  const [hints, setHints] = useState(0);
  const [parts, setParts] = useState<{
    definition: Exercise;
    solution: string;
  }>();

  const keep = (next: KeptCode): void => {
    latest.current = next;
    setCode(next);
    setIsKept(keepCode(exercise, starterName, next));
  };
  const sourceNow = (): string => latest.current.files[file] ?? starter;

  const syntax = useSyntaxFaults(file, code.files[file] ?? starter);

  // What the reader's clients run in takes a moment: it's made while they write.
  useEffect(() => {
    if (file === CLIENT_FILE)
      clientSandbox().catch(() => {
        // Check says so.
      });
  }, [file]);

  return {
    code,
    isKept,
    busy,
    checked,
    failure,
    faults: failed?.of === (code.files[file] ?? starter) ? [failed] : syntax,
    hints,
    definition: parts?.definition,
    solution: parts?.solution,
    write(name, text) {
      const { files } = latest.current;
      keep({ ...latest.current, files: { ...files, [name]: text } });
    },
    show: (name) => keep({ ...latest.current, file: name, caret: 0 }),
    moveCaret(name, caret) {
      if (name === latest.current.file) keep({ ...latest.current, caret });
    },
    check: () =>
      doing("check", async () => {
        const [{ checkProgram }, { loadExercise, loadExerciseSource }] =
          await Promise.all([
            import("./exercise-session.ts"),
            import("#content/exercise-files.ts"),
          ]);
        const source = sourceNow();
        const next = await checkProgram(exercise, { file, source });
        const { judgement, failedLine } = next;
        setParts({
          definition: await loadExercise(exercise),
          solution: await loadExerciseSource(exercise, "solution", file),
        });
        setChecked(next);
        if (!judgement.solved) setAttempts((before) => before + 1);
        setFailed(
          failedLine === undefined
            ? undefined
            : {
                line: failedLine,
                message: judgement.stopped ?? "",
                of: source,
              },
        );
        return next;
      }),
    run: async () => {
      await doing("run", async () => {
        const { runProgram } = await import("./exercise-session.ts");
        await runProgram(exercise, { file, source: sourceNow() });
      });
    },
    openHint() {
      const open = openRungs(attempts);
      if (open === 0) return false;
      setHints((before) => Math.min(open, before + 1));
      return true;
    },
  };
}
