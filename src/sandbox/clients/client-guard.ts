import { createLoopGuard } from "#server/program/loop-guard.ts";
import { createTokenBucket } from "#server/program/token-bucket.ts";
import { CLIENT_FILE } from "./client-text.ts";

/** Components may be drawn so often at once, and so often in a second in the long run: three clients that move all the time are. */
const DRAWS = 300;
const DRAWS_PER_SECOND = 200;

/** Stops clients whose code never ends, or draws its screen again and again. */
export interface ClientGuard {
  /** Compiled into each loop and function; a component's says its name. */
  tick(line: number, component?: string): void;
  /** Line of the component that was drawn last: React's own errors have none of ours on their stack. */
  drawnLast(): number | undefined;
}

/** Code of the reader's that was stopped: every tick throws it from then on. */
export class ClientStopped extends Error {
  override readonly name = "ClientStopped";
  readonly file = CLIENT_FILE;
  readonly line: number;

  constructor(message: string, line: number) {
    super(message);
    this.line = line;
  }
}

/** Makes the guard of one frame; `stopped` is told once. */
export function createClientGuard(
  stopped: (why: ClientStopped) => void,
): ClientGuard {
  const mayBeDrawn = createTokenBucket(
    DRAWS_PER_SECOND,
    DRAWS,
    performance.now.bind(performance),
  );
  let last: number | undefined;
  let over: ClientStopped | undefined;

  function stop(message: string, line: number): ClientStopped {
    over = new ClientStopped(message, line);
    stopped(over);
    return over;
  }
  const loops = createLoopGuard((line, seconds) =>
    stop(
      `Line ${line} ran for ${seconds} second without a pause, so the clients were stopped. Is there a loop that never ends?`,
      line,
    ),
  );

  function drawn(line: number, component: string): void {
    last = line;
    if (mayBeDrawn()) return;
    throw stop(
      `${component} was drawn again and again, more than ${DRAWS} times, so the clients were stopped. Does drawing it set a state, which draws it again?`,
      line,
    );
  }

  return {
    tick(line, component) {
      if (over) throw over;
      if (component !== undefined) drawn(line, component);
      loops.tick(line);
    },
    drawnLast: () => last,
  };
}
