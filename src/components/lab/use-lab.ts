import { useEffect, useSyncExternalStore } from "react";
import {
  ensureLab,
  labState,
  NO_LAB,
  onLabState,
  stageIsSet,
  type LabState,
} from "./current-lab.ts";

/** The page's lab, opened once this component stands. */
export function useLab(slug: string): LabState {
  useEffect(() => {
    stageIsSet();
    // A failure is part of the state, which is shown.
    ensureLab(slug).catch(() => undefined);
  }, [slug]);
  const state = useSyncExternalStore(onLabState, labState, () => NO_LAB);
  // The screens inside have begun to listen by now: their effects come before this one.
  useEffect(() => state.page?.lab.start(), [state.page]);
  return state;
}
