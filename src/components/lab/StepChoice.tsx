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

const optionText = (step: string): string => {
  const { number, words } = stepWords(step);
  return `${number} · ${words}`;
};

/** Which step of its lesson the lab runs, and the way to any other. */
export function StepChoice({ steps, running, begins }: Props) {
  const id = useId();
  const choose = (step: string): void => {
    // A failure is part of the state, which is shown.
    switchLab(step).catch(() => undefined);
  };
  return (
    <div className="step-choice">
      <label htmlFor={id}>This is step</label>
      <select
        id={id}
        value={running ?? begins}
        disabled={running === undefined}
        onChange={({ target }) => choose(target.value)}
      >
        {steps.map((step) => (
          <option key={step} value={step}>
            {optionText(step)}
          </option>
        ))}
      </select>
      <span role="status" className="sr-only">
        {running !== undefined && `The lab runs step ${optionText(running)}`}
      </span>
    </div>
  );
}
