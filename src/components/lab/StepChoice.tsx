import { useId } from "react";
import { switchLab } from "./current-lab.ts";
import { stepWords } from "./step-words.ts";
import "./step-choice.css";

interface Props {
  steps: readonly string[];
  /** The step that runs, once one does. */
  running: string | undefined;
  /** The step that the lab begins with. */
  begins: string;
}

/** "Step 1 of 6: It runs". What stands before the first step is no step. */
const optionText = (step: string, steps: readonly string[]): string => {
  const { number, words } = stepWords(step);
  if (number === "0") return words;
  const last = Math.max(...steps.map((each) => Number(stepWords(each).number)));
  return `Step ${number} of ${last}: ${words}`;
};

/** Which step of its lesson the lab runs, and the way to any other. */
export function StepChoice({ steps, running, begins }: Props) {
  const id = useId();
  const choose = (step: string): void => {
    // A failure is part of the state, which is shown.
    switchLab(step).catch(() => undefined);
  };
  const at = steps.indexOf(running ?? begins);
  const beside = (name: string, way: -1 | 1) => {
    const step = running === undefined ? undefined : steps[at + way];
    return (
      <button
        type="button"
        aria-label={name}
        // A button that is disabled as it is pressed would lose the focus.
        aria-disabled={step === undefined}
        onClick={() => step !== undefined && choose(step)}
      >
        <svg viewBox="0 0 10 10" aria-hidden="true">
          <path d={way < 0 ? "M7 1L3 5l4 4" : "M3 1l4 4-4 4"} />
        </svg>
      </button>
    );
  };
  return (
    <div className="step-choice">
      <label htmlFor={id}>Lab runs</label>
      <select
        id={id}
        value={running ?? begins}
        disabled={running === undefined}
        onChange={({ target }) => choose(target.value)}
      >
        {steps.map((step) => (
          <option key={step} value={step}>
            {optionText(step, steps)}
          </option>
        ))}
      </select>
      {beside("Previous step", -1)}
      {beside("Next step", 1)}
      <span role="status" className="sr-only">
        {running !== undefined && `The lab runs: ${optionText(running, steps)}`}
      </span>
    </div>
  );
}
