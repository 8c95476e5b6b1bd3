import { useCallback, useSyncExternalStore } from "react";
import { dismissNotice, moveToTab, type LabState } from "./current-lab.ts";
import "./lab-trouble.css";

const NONE: readonly string[] = [];

interface Props {
  state: LabState;
  onReset: () => void;
}

/**
 * What keeps the lab from running, or from running where the reader wants it, and how to go on;
 * and what in its program has no effect in a lab.
 */
export function LabTrouble({ state, onReset }: Props) {
  const { page, failure, notice } = state;
  const lab = page?.lab;
  const subscribe = useCallback(
    (listener: () => void) => lab?.onTrouble(listener) ?? (() => undefined),
    [lab],
  );
  const trouble = useSyncExternalStore(
    subscribe,
    () => lab?.trouble(),
    () => undefined,
  );
  const notices = useSyncExternalStore(
    subscribe,
    () => lab?.notices() ?? NONE,
    () => NONE,
  );
  // It is moved to the tab at once, which then says why.
  const shown =
    failure !== undefined || trouble?.kind === "absent" ? undefined : trouble;
  const text = failure ?? shown?.text;
  const canMove =
    page !== undefined &&
    page.server.place !== "tab" &&
    (shown?.kind === "away" ||
      shown?.kind === "broken" ||
      shown?.kind === "refused");
  return (
    <>
      <div role="alert" className="lab-trouble">
        {text !== undefined && (
          <p>
            <span>{text}</span>
            {canMove && (
              <button
                type="button"
                // A failure is part of the state, which is shown.
                onClick={() => void moveToTab(page).catch(() => undefined)}
              >
                Go on in this tab
              </button>
            )}
            {shown?.kind !== "away" && (
              <button type="button" onClick={onReset}>
                Try again
              </button>
            )}
          </p>
        )}
      </div>
      <div role="status" className="lab-notice">
        {notice && text === undefined && (
          <p>
            <span>{notice.text}</span>
            <button type="button" onClick={dismissNotice}>
              OK
            </button>
          </p>
        )}
        {notices.map((said, place) => (
          <p key={said}>
            <span>{said}</span>
            {place === notices.length - 1 && (
              <button type="button" onClick={lab?.dismissNotices}>
                OK
              </button>
            )}
          </p>
        ))}
      </div>
    </>
  );
}
