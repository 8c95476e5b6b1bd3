import { startTransition, useEffect, useState } from "react";
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
  const [state, setState] = useState(NO_LAB);
  useEffect(() => {
    // A whole lab is much to draw: in a transition React lets a slow phone answer in between.
    const show = (): void => startTransition(() => setState(labState()));
    const stop = onLabState(show);
    show();
    stageIsSet();
    // A failure is part of the state, which is shown.
    ensureLab(slug).catch(() => undefined);
    return stop;
  }, [slug]);
  useEffect(() => {
    // The screens inside have begun to listen by now: their effects come before this one. In a
    // task of its own, for the same reason.
    const timer = setTimeout(() => state.page?.lab.start());
    return () => clearTimeout(timer);
  }, [state.page]);
  return state;
}
