import { useCallback, useSyncExternalStore } from "react";

/**
 * Reads a store, at most once a frame however often it changes, and at most once in `every`
 * milliseconds. `read` gives the same value until something changed; `subscribe` and `read` stay
 * the same between renderings.
 */
export function useFrames<T>(
  subscribe: (listener: () => void) => () => void,
  read: () => T,
  every = 0,
): T {
  const subscribeToFrames = useCallback(
    (notify: () => void) => {
      let timer: ReturnType<typeof setTimeout> | undefined;
      let frame: number | undefined;
      let last = -Infinity;

      const nextFrame = (): void => {
        timer = undefined;
        frame = requestAnimationFrame((at) => {
          frame = undefined;
          last = at;
          notify();
        });
      };
      const end = subscribe(() => {
        if (timer !== undefined || frame !== undefined) return;
        const wait = last + every - performance.now();
        if (wait > 0) timer = setTimeout(nextFrame, wait);
        else nextFrame();
      });
      return () => {
        end();
        clearTimeout(timer);
        if (frame !== undefined) cancelAnimationFrame(frame);
      };
    },
    [subscribe, every],
  );
  return useSyncExternalStore(subscribeToFrames, read, read);
}
