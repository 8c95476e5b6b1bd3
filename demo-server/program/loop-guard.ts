/** One turn of a program may last so long without a pause, in milliseconds. */
const LIMIT_MS = 1_000;
/** Time is read at one tick in so many: a program may tick a million times a second. */
const TICKS = 256;

/** Stops a program that never pauses; `add-ticks.ts` puts the calls of `tick` in. */
export interface LoopGuard {
  /** Throws once a turn has lasted too long, and at every call from then on. */
  tick(line: number): void;
}

/**
 * Makes the guard of one run. `stopped` is told, once, of the line that ran too long, and gives what
 * is thrown there: at every later tick too, so that no `catch` of the program's can go on.
 */
export function createLoopGuard(
  stopped: (line: number, seconds: number) => Error,
): LoopGuard {
  // Taken before the program can change them.
  const now = performance.now.bind(performance);
  const { port1, port2 } = new MessageChannel();
  const turnEnds = port2.postMessage.bind(port2, 0);
  let ticks = 0;
  let began: number | undefined;
  let over: Error | undefined;

  // It comes when the event loop turns, which promises that go on and on never let it do.
  port1.onmessage = () => (began = undefined);

  return {
    tick(line) {
      if (over) throw over;
      if (began === undefined) {
        began = now();
        turnEnds();
      }
      if (++ticks % TICKS !== 0 || now() - began <= LIMIT_MS) return;
      over = stopped(line, LIMIT_MS / 1_000);
      throw over;
    },
  };
}
