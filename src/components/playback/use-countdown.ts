import { useCallback, useSyncExternalStore } from "react";

/** Milliseconds between two readings: tenths of a second are shown. */
const TICK = 100;

/** Milliseconds left until `at` on `performance`'s clock, in tenths of a second. */
export function useCountdown(at: number): number {
  const subscribe = useCallback((listener: () => void) => {
    const timer = setInterval(listener, TICK);
    return () => clearInterval(timer);
  }, []);
  const read = useCallback(
    () => TICK * Math.max(0, Math.ceil((at - performance.now()) / TICK)),
    [at],
  );
  return useSyncExternalStore(subscribe, read, () => 0);
}
