import { createLoopGuard } from "#server/program/loop-guard.ts";
import { CLIENT_FILE } from "./client-text.ts";

/** A component may be drawn so often in a second. */
const DRAWS = 300;

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
  const now = performance.now.bind(performance);
  const draws = new Map<number, { second: number; times: number }>();
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
    const second = Math.floor(now() / 1_000);
    const seen = draws.get(line);
    if (seen?.second !== second) draws.set(line, { second, times: 1 });
    else if (++seen.times > DRAWS)
      throw stop(
        `${component} was drawn more than ${DRAWS} times in a second, so the clients were stopped. Does drawing it set a state, which draws it again?`,
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
