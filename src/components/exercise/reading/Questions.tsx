import { useId } from "react";
import type { Prediction, Question } from "#lab/exercise/exercise.ts";
import { CodeWords } from "../CodeWords.tsx";

interface Props {
  questions: Readonly<Record<string, Question>>;
  prediction: Prediction;
  onPredict: (question: string, option: string) => void;
}

/** What is to be predicted: a question, and the options to choose from. */
export function Questions({ questions, prediction, onPredict }: Props) {
  const id = useId();
  return (
    <div className="questions">
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
                checked={prediction[question] === option}
                onChange={() => onPredict(question, option)}
              />
              <span>{option}</span>
            </label>
          ))}
        </fieldset>
      ))}
    </div>
  );
}
