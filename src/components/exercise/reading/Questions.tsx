import { useEffect, useEffectEvent, useId, useRef } from "react";
import type { Prediction, Question } from "#lab/exercise/exercise.ts";
import { CodeWords } from "../CodeWords.tsx";

interface Props {
  questions: Readonly<Record<string, Question>>;
  prediction: Prediction;
  onPredict: (chosen: Prediction) => void;
}

/** What is to be predicted: a question, and the options to choose from. */
export function Questions({ questions, prediction, onPredict }: Props) {
  const id = useId();
  const place = useRef<HTMLDivElement>(null);
  const predict = useEffectEvent(onPredict);
  useEffect(() => {
    // What was chosen before this was loaded stands on the page alone.
    const early = [
      ...(place.current?.querySelectorAll("input:checked") ?? []),
    ].filter((input) => input instanceof HTMLInputElement);
    if (early.length === 0) return;
    predict(
      Object.fromEntries(
        early.map(({ value, dataset }) => [dataset["question"] ?? "", value]),
      ),
    );
  }, []);
  return (
    <div className="questions" ref={place}>
      {Object.entries(questions).map(([question, { asks, options }]) => (
        <fieldset key={question}>
          <legend>
            <CodeWords text={asks} />
          </legend>
          {options.map((option) => (
            <label key={option}>
              <input
                type="radio"
                name={`${id}-${question}`}
                value={option}
                data-question={question}
                checked={prediction[question] === option}
                onChange={() => onPredict({ [question]: option })}
              />
              <span>{option}</span>
            </label>
          ))}
        </fieldset>
      ))}
    </div>
  );
}
