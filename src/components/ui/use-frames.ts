import { useCallback, useSyncExternalStore } from "react";

/** Milliseconds between two drawings of what changes all the time: nobody reads faster. */
export const PACE = 100;

/** What is drawn in the next frame. */
const waiting = new Set<(at: number) => void>();

/** Draws in the next frame, all at once: React does in one go what it is told of in one callback. */
function drawInNextFrame(draw: (at: number) => void): void {
  if (waiting.size === 0)
    requestAnimationFrame((at) => {
      const due = [...waiting];
      waiting.clear();
      for (const each of due) each(at);
    });
  waiting.add(draw);
}

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
      let last = -Infinity;

      const draw = (at: number): void => {
        last = at;
        notify();
      };
      const nextFrame = (): void => {
        timer = undefined;
        drawInNextFrame(draw);
      };
      const end = subscribe(() => {
        if (timer !== undefined || waiting.has(draw)) return;
        const now = performance.now();
        if (now - last > every) nextFrame();
        else timer = setTimeout(nextFrame, every - (now % every));
      });
      return () => {
        end();
        clearTimeout(timer);
        waiting.delete(draw);
      };
    },
    [subscribe, every],
  );
  return useSyncExternalStore(subscribeToFrames, read, read);
}
