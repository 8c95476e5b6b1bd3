import { useCallback, useSyncExternalStore } from "react";

/** Milliseconds between two drawings of what changes all the time: nobody reads faster. */
export const PACE = 100;

/**
 * Reads a store: in the next frame when it changes after a rest, else at most once in `every`
 * milliseconds, in step with all else that waits, because one drawing costs less than several.
 * `read` gives the same value until something changed; `subscribe` and `read` stay the same
 * between renderings.
 */
export function useFrames<T>(
  subscribe: (listener: () => void) => () => void,
  read: () => T,
  every = PACE,
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
        const now = performance.now();
        if (now - last > every) nextFrame();
        else timer = setTimeout(nextFrame, every - (now % every));
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
