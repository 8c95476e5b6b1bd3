import { useEffect, useState } from "react";
import type { Playback } from "#lab/playback/playback-state.ts";
import { areKeysOn, keepKeys } from "./kept-keys.ts";

/** What takes letters for itself: what is written in, and menus, where they lead to an item. */
const TAKES_LETTERS =
  "input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable], [role=menu]";
const takesLetters = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest(TAKES_LETTERS) !== null;

/** The keys that pause and step anywhere on the page outside of fields; listed, and to be turned off. */
export function PlaybackKeys({ playback }: { playback: Playback }) {
  const [on, setOn] = useState(areKeysOn);

  useEffect(() => {
    if (!on) return undefined;
    const moves: Readonly<Record<string, () => void>> = {
      p: () => (playback.state().playing ? playback.pause() : playback.play()),
      ".": playback.step,
      ",": playback.stepBack,
    };
    const listen = (event: KeyboardEvent): void => {
      const { key, ctrlKey, metaKey, altKey, target } = event;
      const move = moves[key.toLowerCase()];
      if (!move || ctrlKey || metaKey || altKey || takesLetters(target)) return;
      event.preventDefault();
      move();
    };
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  }, [on, playback]);

  return (
    <details className="playback-keys">
      <summary>Keys</summary>
      <ul>
        <li>
          <kbd>P</kbd> <span>pause and play</span>
        </li>
        <li>
          <kbd>.</kbd> <span>step</span>
        </li>
        <li>
          <kbd>,</kbd> <span>step back</span>
        </li>
        <li>
          <kbd>Esc</kbd> <span>back to the button you pressed last</span>
        </li>
        <li>
          <label>
            <input
              type="checkbox"
              checked={on}
              onChange={({ target }) => {
                setOn(target.checked);
                keepKeys(target.checked);
              }}
            />
            <span>Use these keys</span>
          </label>
        </li>
      </ul>
    </details>
  );
}
