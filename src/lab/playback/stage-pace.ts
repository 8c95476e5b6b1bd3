import { textsIn, engineTypeOf } from "../packet/engine.ts";
import type { LabDefinition } from "../lesson.ts";
import type { Pace } from "../wire/pace.ts";
import type { Shown } from "./schedule.ts";

/** A lab's network as slow as its picture: what it holds is let go when the stage has shown it land. */
export interface StagePace extends Pace, Shown {
  /** Whether the network is slowed down. */
  isSlow(): boolean;
  /** Slows it down, or lets everything go at once and nothing be held. */
  setSlow(slow: boolean): void;
  /** Told when it begins, and when it is slowed down or not. Returns what ends it. */
  onChange(listener: () => void): () => void;
  /** How many frames it holds now. */
  heldCount(): number;
  /** Lets go, in order, the frames that have landed. */
  release(hasLanded: (frame: number) => boolean): void;
}

const isHeartbeat = (data: string | Uint8Array): boolean =>
  data === "2" || data === "3";

/** A message that connects to a namespace: an Engine.IO message, then Socket.IO's "connect". */
const CONNECT = "40";

/** Whether a frame carries what the protocol sends by itself, and nothing of the lesson's own. */
const isUpkeep = (data: string | Uint8Array): boolean =>
  typeof data === "string" &&
  // Each frame of a busy lab comes by here: its first two characters say it.
  textsIn(data).every(
    (text) => engineTypeOf(text) !== "message" || text.startsWith(CONNECT),
  );

/**
 * Makes the pace of one lab. Heartbeats are never held, so that nothing gives up because its
 * reader looks on; nor is what comes before the start is over; nor what the protocol sends by
 * itself, unless the lesson is about it (`protocol`).
 */
export function createStagePace(
  protocol: LabDefinition["protocol"],
  slow = true,
): StagePace {
  const held = new Map<number, () => void>();
  const listeners = new Set<() => void>();
  const changed = (): void => {
    for (const listener of listeners) listener();
  };
  let isSlow = slow;
  let begun = false;

  const isShown = (data: string | Uint8Array): boolean =>
    begun && (protocol !== undefined || !isUpkeep(data));

  function release(hasLanded: (frame: number) => boolean): void {
    for (const [frame, land] of held) {
      if (!hasLanded(frame)) continue;
      held.delete(frame);
      land();
    }
  }

  return {
    begin() {
      if (begun) return;
      begun = true;
      changed();
    },
    holds: (data) => isSlow && !isHeartbeat(data) && isShown(data),
    hold(frame, land) {
      held.set(frame, land);
      return () => held.delete(frame);
    },
    isSlow: () => isSlow,
    heldCount: () => held.size,
    setSlow(next) {
      if (next === isSlow) return;
      isSlow = next;
      changed();
      if (!next) release(() => true);
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    hasBegun: () => begun,
    shows: ({ held, data }) => held ?? (!isSlow && isShown(data)),
    release,
  };
}
