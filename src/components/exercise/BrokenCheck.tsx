import { useState } from "react";
import type { AnyLab } from "#lab/lab.ts";
import { traceText } from "#lab/trace/trace-text.ts";
import { copyText } from "../code/copy-code.ts";

interface Props {
  /** What went wrong in which check. */
  why: string;
  /** The lab that the check asked. */
  lab: AnyLab;
}

const COPIED = "The trace is copied.";
const NOT_COPIED =
  "This browser doesn’t let the page copy. The trace is below: select it.";

/** Says that a check has a fault, which is ours, and offers the trace that it failed on. */
export function BrokenCheck({ why, lab }: Props) {
  const [said, setSaid] = useState("");
  const text = (): string => traceText(lab.program, why, lab.trace);
  const copy = async (): Promise<void> =>
    setSaid((await copyText(text())) ? COPIED : NOT_COPIED);
  return (
    <div className="trouble broken">
      <p role="alert">
        {`A check of this exercise is broken, which is our fault and not yours: ${why}`}
      </p>
      <p>
        <button type="button" className="link" onClick={() => void copy()}>
          Copy the trace
        </button>{" "}
        <span>
          for a report. It holds your code and all packets of the run.
        </span>
      </p>
      <p role="status">{said}</p>
      {said === NOT_COPIED && (
        <textarea
          readOnly
          aria-label="The trace"
          rows={6}
          defaultValue={text()}
        />
      )}
    </div>
  );
}
