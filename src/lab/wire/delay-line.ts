import { realClock, type Clock } from "../clock.ts";

/** How slow a line is. */
export interface LineShape {
  /** Milliseconds that a frame takes longer. */
  readonly latency: number;
  /** It takes up to so many milliseconds less or more than that. */
  readonly jitter: number;
  /** Bytes a second; undefined where nothing holds them up. */
  readonly throttle: number | undefined;
}

export const FREE_LINE: LineShape = {
  latency: 0,
  jitter: 0,
  throttle: undefined,
};

/** One direction of a client's wire: frames wait on it, and never overtake each other. */
export interface Line {
  /** Hands a frame on when its time has come, at once on a free line; or `drop`s it. */
  carry(size: number, deliver: () => void, drop: () => void): void;
  /** Holds for what waits already, as if it were sent now. */
  reshape(shape: LineShape): void;
  /** Drops all that waits. */
  clear(): void;
}

interface Held {
  readonly size: number;
  readonly due: number;
  readonly deliver: () => void;
  readonly drop: () => void;
}

/** Makes a free line. */
export function createLine(clock: Clock = realClock): Line {
  let shape = FREE_LINE;
  let queue: Held[] = [];
  /** When the last frame's last byte has entered the line. */
  let entered = 0;
  let cancel: (() => void) | undefined;

  const isFree = (): boolean =>
    shape.latency === 0 && shape.jitter === 0 && shape.throttle === undefined;

  const hold = (frame: Omit<Held, "due">): void => {
    const { latency, jitter, throttle } = shape;
    const transfer = throttle === undefined ? 0 : frame.size / throttle;
    entered = Math.max(entered, clock.now()) + transfer * 1000;
    const way = latency + jitter * (2 * Math.random() - 1);
    const due = Math.max(entered + Math.max(0, way), queue.at(-1)?.due ?? 0);
    queue.push({ ...frame, due });
  };

  const wait = (): void => {
    cancel?.();
    const [head] = queue;
    cancel = head && clock.after(Math.max(0, head.due - clock.now()), release);
  };

  function release(): void {
    try {
      while (queue[0] && queue[0].due <= clock.now()) queue.shift()?.deliver();
    } finally {
      wait();
    }
  }

  return {
    carry(size, deliver, drop) {
      if (queue.length === 0 && isFree()) {
        deliver();
        return;
      }
      hold({ size, deliver, drop });
      if (queue.length === 1) wait();
    },
    reshape(next) {
      shape = next;
      const held = queue;
      queue = [];
      entered = 0;
      held.forEach(hold);
      wait();
    },
    clear() {
      const dropped = queue;
      queue = [];
      entered = 0;
      wait();
      for (const { drop } of dropped) drop();
    },
  };
}
