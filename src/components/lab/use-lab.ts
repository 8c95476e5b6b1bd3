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
  return useSyncExternalStore(onLabState, labState, () => NO_LAB);
}
