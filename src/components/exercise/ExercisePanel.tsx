import { lazy, Suspense, useId, useRef, useState } from "react";
import { CodeEditor, type EditorHandle } from "../editor/CodeEditor.tsx";
import { keepAboveSheet, openSheet } from "../lab/sheet.ts";
import { showPacket, type ShownPacket } from "../lab/shown-packet.ts";
import { tellSolved } from "../page/progress/solved.ts";
import { ErrorBoundary } from "../ui/ErrorBoundary.tsx";
import { CodeWords } from "./CodeWords.tsx";
import { KeptNote } from "./KeptNote.tsx";
import { OlderCode } from "./OlderCode.tsx";
import { StartOver } from "./StartOver.tsx";
import { Tablist } from "./Tablist.tsx";
import { useExercise, type ExerciseSkeleton } from "./use-exercise.ts";
import "./exercise.css";

/** Loaded with the first check: nobody needs it before. */
const Outcome = lazy(() => import("./Outcome.tsx"));
/** Loaded when it is looked at. */
const GivenFile = lazy(() => import("./GivenFile.tsx"));

/** An exercise: a task, a program to write, and checks that ask what crossed the wire. */
export const ExercisePanel = (skeleton: ExerciseSkeleton) => (
  <ErrorBoundary title="The exercise stopped working">
    <WholeExercise {...skeleton} />
  </ErrorBoundary>
);

function WholeExercise(skeleton: ExerciseSkeleton) {
  const { exercise, label, title, task, file, starter } = skeleton;
  const state = useExercise(skeleton);
  const region = useRef<HTMLElement>(null);
  const editor = useRef<EditorHandle>(null);
  const panel = useId();
  const [shown, setShown] = useState(file);
  const [said, setSaid] = useState("");

  const check = async (): Promise<void> => {
    setSaid("");
    const checked = await state.check();
    if (!checked) return;
    const { checks, solved } = checked.judgement;
    const passed = checks.filter(({ answer }) => answer.verdict === "passed");
    setSaid(
      solved
        ? "Solved. The packets are as they should be."
        : `${passed.length} of ${checks.length} checks passed.`,
    );
    if (solved && region.current) tellSolved(region.current);
    if (region.current) keepAboveSheet(region.current);
  };

  const run = async (button: HTMLElement): Promise<void> => {
    openSheet(button);
    await state.run();
  };

  const show = (packet: ShownPacket): void => {
    if (!state.checked) return;
    if (region.current) openSheet(region.current);
    showPacket(state.checked.page, packet);
  };

  const hint = (): void =>
    setSaid(
      state.openHint()
        ? ""
        : "Press Check first: what the check saw is the first hint.",
    );

  return (
    <section
      ref={region}
      className="exercise"
      aria-label={label}
      data-exercise={exercise}
      data-lesson={exercise.split("/")[0]}
    >
      <header>
        <h3>{title}</h3>
        <p>
          <CodeWords text={task} />
        </p>
      </header>
      <OlderCode
        exercise={exercise}
        starterName={skeleton.starterName}
        file={file}
        onUse={(files) => {
          const text = files[file];
          if (text !== undefined) editor.current?.replace(file, text);
        }}
        onLeave={() => state.write(file, state.code.files[file] ?? starter)}
      />
      <div className="files">
        <Tablist
          files={[file, ...skeleton.given]}
          shown={shown}
          panel={panel}
          onShow={setShown}
        />
        <KeptNote
          isKept={state.isKept}
          exercise={exercise}
          files={state.code.files}
          onOpen={(files) => {
            const text = files[file];
            if (text !== undefined) editor.current?.replace(file, text);
          }}
        />
      </div>
      {shown !== file && (
        <div
          id={`${panel}-given`}
          className="given"
          role="tabpanel"
          aria-labelledby={`${panel}-${shown}`}
        >
          <p>Given: the lab runs this beside what you write.</p>
          <Suspense>
            <GivenFile exercise={exercise} file={shown} />
          </Suspense>
        </div>
      )}
      <div
        id={panel}
        role="tabpanel"
        aria-labelledby={`${panel}-${file}`}
        // It keeps its text, its undo and its caret.
        hidden={shown !== file}
      >
        <CodeEditor
          ref={editor}
          files={[
            {
              name: file,
              text: state.code.files[file] ?? starter,
              editable: true,
            },
          ]}
          shown={file}
          caret={state.code.caret}
          faults={{ [file]: state.faults }}
          onChange={state.write}
          onCaret={state.moveCaret}
          onSubmit={() => void check()}
        />
      </div>
      <div className="acts">
        <button
          type="button"
          className="go"
          aria-disabled={state.busy !== undefined}
          aria-busy={state.busy === "check"}
          onClick={() => void check()}
        >
          Check
        </button>
        <button
          type="button"
          aria-disabled={state.busy !== undefined}
          aria-busy={state.busy === "run"}
          onClick={({ currentTarget }) => void run(currentTarget)}
        >
          Run
        </button>
        <button type="button" onClick={hint}>
          Hint
        </button>
        <StartOver
          isChanged={state.code.files[file] !== starter}
          mine={state.code.files[file] ?? starter}
          onText={(text) => editor.current?.replace(file, text)}
          starter={starter}
          onNothing={() => setSaid("This is what the exercise begins with.")}
        />
        <span className="keys">Ctrl Enter checks</span>
      </div>
      <div className="outcome">
        <p role="status" data-solved={state.checked?.judgement.solved}>
          {said}
        </p>
        <Suspense>
          {(state.checked ?? state.failure) !== undefined && (
            <Outcome state={state} skeleton={skeleton} onShow={show} />
          )}
        </Suspense>
      </div>
    </section>
  );
}
