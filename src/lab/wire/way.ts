import { createLine, type LineShape } from "./delay-line.ts";
import type { Pace } from "./pace.ts";

/** What crosses a wire: a frame, or what must not overtake those before it. */
export interface Crossing {
  /** Bytes. */
  readonly size: number;
  /** Its hop, where the pace holds it. */
  readonly held?: number | undefined;
  /** Waits for nothing that is held: a heartbeat, by which both sides know that the other is there. */
  readonly overtakes?: boolean;
  /** It has come to its end. */
  readonly deliver: () => void;
  /** It was under way when the network went. */
  readonly drop: () => void;
}

/** One direction of a client's wire: as slow as its faults make it, and as the pace holds it. */
export interface Way {
  /** Hands it on when its time has come and all before it have been handed on. */
  carry(crossing: Crossing): void;
  /** Holds for what waits already, as if it were sent now. */
  reshape(shape: LineShape): void;
  /** Drops all that is under way. */
  clear(): void;
}

interface Waiting extends Crossing {
  /** What it waits for still: the line, the pace. */
  left: number;
  release: () => void;
}

/** Makes a way that nothing is wrong with. */
export function createWay(pace: Pace): Way {
  const line = createLine();
  let queue: Waiting[] = [];

  function flush(): void {
    try {
      while (queue[0]?.left === 0) queue.shift()?.deliver();
    } finally {
      // A listener threw: those after it are handed on all the same.
      if (queue[0]?.left === 0) queueMicrotask(flush);
    }
  }

  return {
    carry(crossing) {
      const { size, held, overtakes, deliver, drop } = crossing;
      if (overtakes) {
        line.carry(size, deliver, drop);
        return;
      }
      const waiting: Waiting = {
        ...crossing,
        left: held === undefined ? 1 : 2,
        release: () => undefined,
      };
      queue.push(waiting);
      const passed = (): void => {
        waiting.left -= 1;
        flush();
      };
      // What is cleared is dropped from the queue, which has it either way.
      line.carry(size, passed, () => undefined);
      if (held !== undefined) waiting.release = pace.hold(held, passed);
    },
    reshape: line.reshape,
    clear() {
      const dropped = queue;
      queue = [];
      line.clear();
      for (const { release, drop } of dropped) {
        release();
        drop();
      }
    },
  };
}
