import { useState } from "react";

interface Props {
  /** Whether the reader's text is another than the starter. */
  isChanged: boolean;
  mine: string;
  starter: string;
  /** Puts a text in the place of the reader's. */
  onText: (text: string) => void;
  /** There is nothing to throw away. */
  onNothing: () => void;
}

/** Goes back to the text that the exercise began with: asks first, and can be undone. */
export function StartOver({
  isChanged,
  mine,
  starter,
  onText,
  onNothing,
}: Props) {
  const [asks, setAsks] = useState(false);
  const [before, setBefore] = useState<string>();
  if (asks)
    return (
      <span className="ask" role="group" aria-label="Start over">
        <span>Throw away your changes?</span>
        <button
          type="button"
          onClick={() => {
            setAsks(false);
            setBefore(mine);
            onText(starter);
          }}
        >
          Throw away
        </button>
        <button type="button" onClick={() => setAsks(false)}>
          Keep
        </button>
      </span>
    );
  if (before !== undefined && !isChanged)
    return (
      <button
        type="button"
        onClick={() => {
          setBefore(undefined);
          onText(before);
        }}
      >
        Undo start over
      </button>
    );
  return (
    <button
      type="button"
      // Never disabled: what the browser keeps isn't known while the page is built.
      onClick={() => (isChanged ? setAsks(true) : onNothing())}
    >
      Start over
    </button>
  );
}
