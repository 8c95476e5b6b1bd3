/** What is known of a program that is starting. */
export interface StartingProgram {
  /** Its text has run to the end, or failed; never rejects. */
  readonly ran: Promise<unknown>;
  /** It has made its server. */
  readonly made: Promise<unknown>;
  /** It runs no longer. */
  readonly halted: Promise<unknown>;
  /** It has set a timer that is still to run. */
  isWaiting(): boolean;
}

/** Time for what a program awaits without a timer, and for its top once its server is made. */
const SHORT_MS = 1_000;
/** A program that has made no server by then is taken to make none. */
const LONG_MS = 10_000;

/**
 * Waits until a program can take clients. Many make their server at once, some after they have
 * awaited something, and some go on awaiting at their top once they have made it. "none": it makes
 * none; "late": it may still, and nobody waits any longer.
 */
export async function waitForServer({
  ran,
  made,
  halted,
  isWaiting,
}: StartingProgram): Promise<"ready" | "none" | "late"> {
  const timers: NodeJS.Timeout[] = [];
  let isOver = false;
  const after = (ms: number): Promise<void> =>
    new Promise((done) => timers.push(setTimeout(done, ms)));

  /** Until a program that has run to its end has nothing left to wait for. */
  async function quiet(): Promise<"none"> {
    do await after(SHORT_MS);
    while (isWaiting() && !isOver);
    return "none";
  }

  // Its handlers stand after its server, before whatever it awaits then.
  const top = (): Promise<unknown> => Promise.race([ran, after(SHORT_MS)]);
  const ready = made.then(top).then(() => "ready" as const);
  try {
    return await Promise.race([
      ready,
      halted.then(() => "ready" as const),
      ran.then(quiet),
      after(LONG_MS).then(() => "late" as const),
    ]);
  } finally {
    isOver = true;
    for (const timer of timers) clearTimeout(timer);
  }
}
