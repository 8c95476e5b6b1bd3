import type { Check } from "#lab/exercise/exercise.ts";
import { CodeWords } from "./CodeWords.tsx";

interface Props {
  /** Which rung, from 0; those after the third are no text. */
  place: number;
  /** The check that it is about. */
  check: Check;
}

/** What one of the first three hints says, of whichever kind the exercise is. */
export function HintText({ place, check }: Props) {
  if (place === 0)
    return (
      <p>
        Begin with this check: <CodeWords text={check.says} />. Above, it says
        what it expected and what it saw.
      </p>
    );
  if (place === 1)
    return (
      <p>
        <CodeWords text={check.question} />
      </p>
    );
  if (place !== 2) return null;
  return (
    <p>
      <CodeWords text={check.idea} />
      {check.link && (
        <span>
          {" "}
          <a href={check.link.to}>{check.link.text}</a>
        </span>
      )}
    </p>
  );
}
