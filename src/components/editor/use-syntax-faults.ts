import { useEffect, useState } from "react";
import type { Fault } from "./fault-marks.ts";

/** The reader pauses so long before what is written is looked at, in milliseconds. */
const PAUSE_MS = 500;

const NONE: readonly Fault[] = [];

/** Where a file's text is no program: known some time after the last keystroke. */
export function useSyntaxFaults(
  file: string,
  source: string,
): readonly Fault[] {
  const [found, setFound] = useState<{
    of: string;
    faults: readonly Fault[];
  }>();
  // What was there to begin with is no mistake of the reader's.
  const [first] = useState(source);
  useEffect(() => {
    if (source === first) return undefined;
    let isLate = false;
    const timer = setTimeout(() => {
      void faultsOf(file, source).then((faults) => {
        if (!isLate) setFound({ of: source, faults });
      });
    }, PAUSE_MS);
    return () => {
      isLate = true;
      clearTimeout(timer);
    };
  }, [file, source, first]);
  return found?.of === source ? found.faults : NONE;
}

async function faultsOf(
  file: string,
  source: string,
): Promise<readonly Fault[]> {
  if (file.endsWith(".py")) {
    const { pythonFaults } = await import("./python-faults.ts");
    return pythonFaults(source);
  }
  const { findFault } = await import("#sandbox/find-fault.ts");
  const fault = findFault(file, source);
  return fault?.line === undefined
    ? NONE
    : [{ line: fault.line, message: fault.message }];
}
