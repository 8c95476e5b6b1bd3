import { useCallback, useSyncExternalStore } from "react";
import { describeBroken } from "#lab/wire/fault-words.ts";
import type { AnyLab } from "#lab/lab.ts";

const SEPARATOR = "\n";
const NEVER = (): (() => void) => () => undefined;

/** What is broken in the lab now, each with whose it is: "Alice: network cut". */
export function useBroken(lab: AnyLab | undefined): string[] {
  const subscribe = useCallback(
    (listener: () => void) => {
      const ends = lab?.clients.map(({ faults }) => faults.subscribe(listener));
      return () => ends?.forEach((end) => end());
    },
    [lab],
  );
  // A text, because what a store gives must be equal while nothing changed.
  const read = useCallback(
    () => (lab ? brokenIn(lab).join(SEPARATOR) : ""),
    [lab],
  );
  const joined = useSyncExternalStore(lab ? subscribe : NEVER, read, () => "");
  return joined === "" ? [] : joined.split(SEPARATOR);
}

const brokenIn = ({ clients }: AnyLab): string[] =>
  clients.flatMap(({ name, faults }) =>
    describeBroken(faults.state()).map((words) => `${name}: ${words}`),
  );
