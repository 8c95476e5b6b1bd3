import { realClock, type Clock } from "./clock.ts";

/** How often the page's lateness is looked at while frames arrive, in milliseconds. */
const PROBE = 20;
/** A timer that rings later than so many milliseconds tells of a page that cannot keep up. */
const LATE = 30;
/** Frames are handed on together for so many milliseconds after that, once in each window. */
const RELIEF = 1000;
const WINDOW = 100;
/** After so many milliseconds of that the page may first see to what its reader does. */
const SLICE = 8;

/**
 * Hands an arriving frame to its client: calls `hand`, which resolves when the frame was handled,
 * now, or in a crowd a little later. The order stays.
 */
export type Pacer = (hand: () => Promise<void> | void) => void;

/**
 * Makes the pacer of a lab. As long as the page keeps up, each frame is handed on as it comes. When
 * it falls behind (a flood on a slow phone), frames are handed on together, so that the page is
 * drawn as often as one can see, and is free for its reader in between. What the trace says of a
 * frame's arrival stays exact.
 */
export function createPacer(clock: Clock = realClock): Pacer {
  const queue: (() => Promise<void> | void)[] = [];
  let relievedUntil = -Infinity;
  let probing = false;

  function probe(): void {
    if (probing) return;
    probing = true;
    const due = clock.now() + PROBE;
    clock.after(PROBE, () => {
      probing = false;
      const now = clock.now();
      if (now - due > LATE) relievedUntil = now + RELIEF;
    });
  }

  async function flush(): Promise<void> {
    let since = clock.now();
    // One after the other was handled, so that what a handler sends has the right cause.
    for (const hand of queue) {
      if (clock.now() - since > SLICE) {
        await new Promise<void>((resume) => clock.after(0, resume));
        since = clock.now();
      }
      try {
        await hand();
      } catch (error) {
        // As uncaught as it would be without a queue, and the others go on.
        queueMicrotask(() => {
          throw error;
        });
      }
    }
    queue.length = 0;
  }

  return (hand) => {
    probe();
    if (queue.length > 0) {
      queue.push(hand);
      return;
    }
    const now = clock.now();
    if (now > relievedUntil) {
      void hand();
      return;
    }
    queue.push(hand);
    // In step with what the page draws at the same pace.
    clock.after(WINDOW - (now % WINDOW), () => void flush());
  };
}
