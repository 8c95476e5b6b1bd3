import type { TransportName } from "../packet/packet.ts";
import { decodeFrame } from "../packet/decode.ts";
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

/** Whether a frame carries what the protocol sends by itself, and nothing of the lesson's own. */
function isUpkeep(
  data: string | Uint8Array,
  transport: TransportName,
): boolean {
  if (typeof data !== "string") return false;
  // Most frames of a busy lab end here, without being taken apart.
  if (textsIn(data).every((text) => engineTypeOf(text) !== "message"))
    return true;
  return decodeFrame(data, transport).every(
    ({ engine, socket }) => engine !== "message" || socket === "connect",
  );
}

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

  const isShown = (
    data: string | Uint8Array,
    transport: TransportName,
  ): boolean => begun && (protocol !== undefined || !isUpkeep(data, transport));

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
    holds: (data, transport) =>
      isSlow && !isHeartbeat(data) && isShown(data, transport),
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
    shows: ({ held, data, transport }) =>
      held ?? (!isSlow && isShown(data, transport)),
    release,
  };
}
