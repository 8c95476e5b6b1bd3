import { useCallback, useSyncExternalStore } from "react";
import type { LabState } from "./current-lab.ts";
import "./lab-trouble.css";

interface Props {
  state: LabState;
  onReset: () => void;
}

/** What keeps the lab from running, and a way to try again. */
export function LabTrouble({ state, onReset }: Props) {
  const { page, failure } = state;
  const lab = page?.lab;
  const trouble = useSyncExternalStore(
    useCallback(
      (listener: () => void) => lab?.onTrouble(listener) ?? (() => undefined),
      [lab],
    ),
    () => lab?.trouble(),
    () => undefined,
  );
  const text = trouble?.text ?? failure;
  return (
    <div role="alert" className="lab-trouble">
      {text !== undefined && (
        <p>
          <span>{text}</span>
          <button type="button" onClick={onReset}>
            Try again
          </button>
        </p>
      )}
    </div>
  );
}
