import { lazy, Suspense, useRef, useState } from "react";
import { CodeLines } from "../../code/CodeLines.tsx";
import { highlight } from "../../code/highlight.ts";
import { keepAboveSheet, openSheet } from "../../lab/sheet.ts";
import { showPacket, type ShownPacket } from "../../lab/shown-packet.ts";
import { tellSolved } from "../../page/progress/solved.ts";
import { ErrorBoundary } from "../../ui/ErrorBoundary.tsx";
import { CodeWords } from "../CodeWords.tsx";
import { PickedPacket } from "./PickedPacket.tsx";
import { Questions } from "./Questions.tsx";
import { useReading, type ReadingSkeleton } from "./use-reading.ts";
import "../exercise.css";
import "./reading.css";

/** Loaded with the first check: nobody needs it before. */
const ReadingOutcome = lazy(() => import("./ReadingOutcome.tsx"));

/** An exercise whose program is given: the reader finds a packet of its run, or predicts what it shows. */
export const ReadingPanel = (skeleton: ReadingSkeleton) => (
  <ErrorBoundary title="The exercise stopped working">
    <WholeExercise {...skeleton} />
  </ErrorBoundary>
);

function WholeExercise(skeleton: ReadingSkeleton) {
  const { exercise, label, title, task, file, program, questions } = skeleton;
  const state = useReading(skeleton);
  const region = useRef<HTMLElement>(null);
  const [said, setSaid] = useState("");

  const check = async (): Promise<void> => {
    setSaid("");
    const answer = await state.check();
    if (typeof answer === "string") {
      setSaid(answer);
      return;
    }
    const { checks, solved } = answer;
    const passed = checks.filter(
      ({ answer: { verdict } }) => verdict === "passed",
    );
    setSaid(
      solved
        ? questions
          ? "Solved. The packets are as you said."
          : "Solved. That’s the packet."
        : `${passed.length} of ${checks.length} checks passed.`,
    );
    if (solved && region.current) tellSolved(region.current);
    if (region.current) keepAboveSheet(region.current);
  };

  const run = async (button: HTMLElement): Promise<void> => {
    setSaid("");
    openSheet(button);
    await state.start();
  };

  const show = (packet: ShownPacket): void => {
    if (!state.run) return;
    if (region.current) openSheet(region.current);
    showPacket(state.run.page, packet);
  };

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
      <pre
        className="given"
        translate="no"
        tabIndex={0}
        role="group"
        aria-label={file}
      >
        <code>
          <CodeLines lines={highlight(program, file)} />
        </code>
      </pre>
      {questions ? (
        <Questions
          questions={questions}
          prediction={state.prediction}
          onPredict={state.predict}
        />
      ) : (
        <PickedPacket run={state.run} picked={state.picked} />
      )}
      <div className="acts">
        {!questions && (
          <button
            type="button"
            className={state.run ? undefined : "go"}
            aria-disabled={state.busy !== undefined}
            aria-busy={state.busy === "run"}
            onClick={({ currentTarget }) => void run(currentTarget)}
          >
            Run
          </button>
        )}
        <button
          type="button"
          className={questions || state.run ? "go" : undefined}
          aria-disabled={state.busy !== undefined}
          aria-busy={state.busy === "check"}
          onClick={() => void check()}
        >
          Check
        </button>
        <button
          type="button"
          onClick={() =>
            setSaid(
              state.openHint()
                ? ""
                : "Press Check first: what the check saw is the first hint.",
            )
          }
        >
          Hint
        </button>
      </div>
      <div className="outcome">
        <p role="status" data-solved={state.judgement?.solved}>
          {said}
        </p>
        <Suspense>
          {(state.judgement ?? state.failure) !== undefined && (
            <ReadingOutcome state={state} onShow={show} />
          )}
        </Suspense>
      </div>
    </section>
  );
}
