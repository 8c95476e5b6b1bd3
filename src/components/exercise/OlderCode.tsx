import { useMemo, useState, useSyncExternalStore } from "react";
import {
  offersOlderCode,
  readOlderCode,
  setOlderCodeAside,
  type KeptCode,
} from "../editor/kept-code.ts";

interface Props {
  exercise: string;
  starterName: string;
  /** What the reader writes: the exercise in another language is no older one. */
  file: string;
  /** The reader wants the older files. */
  onUse: (files: KeptCode["files"]) => void;
  /** The reader begins with the new ones. */
  onLeave: () => void;
}

const NEVER = (): (() => void) => () => undefined;

/**
 * Where the exercise began otherwise when the reader wrote in it, says so, and offers both. While the
 * page is built nothing is known of it.
 */
export function OlderCode({
  exercise,
  starterName,
  file,
  onUse,
  onLeave,
}: Props) {
  const [isDecided, setIsDecided] = useState(false);
  // As the exercise was opened: where the caret goes is kept at once, and takes nothing back.
  const look = useMemo(() => {
    let offered: boolean | undefined;
    return () => (offered ??= offersOlderCode(exercise, starterName, file));
  }, [exercise, starterName, file]);
  const isOlder = useSyncExternalStore(NEVER, look, () => false);
  if (isDecided || !isOlder) return null;
  const decide = (done: () => void) => () => {
    setIsDecided(true);
    done();
  };
  return (
    <p role="status" className="older">
      <span>
        This exercise has changed since you wrote in it. Your code is still
        here.
      </span>
      <button
        type="button"
        className="link"
        onClick={decide(() => {
          const older = readOlderCode(exercise, starterName, file);
          if (older) onUse(older.files);
        })}
      >
        Use my code
      </button>
      <button
        type="button"
        className="link"
        onClick={decide(() => {
          setOlderCodeAside(exercise, starterName);
          onLeave();
        })}
      >
        Begin with the new one
      </button>
    </p>
  );
}
