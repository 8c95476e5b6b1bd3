import { useState } from "react";

/** What takes a while in an exercise. */
export type Doing = "check" | "run";

/** Does what takes a while, one at a time; what goes wrong is said in `failure`. */
export function useDoing() {
  const [busy, setBusy] = useState<Doing>();
  const [failure, setFailure] = useState<string>();

  /** Resolves with nothing where the work failed, or where something else is being done. */
  async function doing<T>(
    what: Doing,
    work: () => Promise<T>,
  ): Promise<T | undefined> {
    if (busy) return undefined;
    setBusy(what);
    setFailure(undefined);
    try {
      return await work();
    } catch (error) {
      setFailure(error instanceof Error ? error.message : String(error));
      return undefined;
    } finally {
      setBusy(undefined);
    }
  }

  return { busy, failure, doing };
}
