import { useCallback, useSyncExternalStore } from "react";

/**
 * Reads a store, at most once a frame however often it changes. `read` gives the same value
 * until something changed; `subscribe` and `read` stay the same between renderings.
 */
export function useFrames<T>(
  subscribe: (listener: () => void) => () => void,
  read: () => T,
): T {
  const subscribeToFrames = useCallback(
    (notify: () => void) => {
      let frame: number | undefined;
      const end = subscribe(() => {
        frame ??= requestAnimationFrame(() => {
          frame = undefined;
          notify();
        });
      });
      return () => {
        if (frame !== undefined) cancelAnimationFrame(frame);
        end();
      };
    },
    [subscribe],
  );
  return useSyncExternalStore(subscribeToFrames, read, read);
}
