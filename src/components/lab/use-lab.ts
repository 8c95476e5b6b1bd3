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
  useEffect(() => {
    // The screens inside have begun to listen by now: their effects come before this one. In a
    // task of its own, so that a slow phone can answer its reader between the two.
    const timer = setTimeout(() => state.page?.lab.start());
    return () => clearTimeout(timer);
  }, [state.page]);
  return state;
}
