import type { Socket } from "socket.io-client";
import type { PacketMark } from "../wire/message-counter.ts";

/** An event that a client has emitted and its socket keeps until it is connected. */
export interface Unsent {
  readonly event: string;
  readonly args: readonly unknown[];
}

/** What a client's socket keeps for later. */
export interface UnsentStore {
  /** Oldest first; the same array until it changed. */
  unsent(): readonly Unsent[];
  /** Told when it changed. Returns what ends it. */
  onUnsent(listener: () => void): () => void;
}

/** A packet of `socket.sendBuffer`, as far as it is read here. */
interface Kept {
  readonly data: readonly [event: string, ...args: unknown[]];
}

/** Socket.IO adds to its buffer, takes out of it what has timed out, and replaces it. */
class ObservedBuffer extends Array<Kept> {
  static override get [Symbol.species]() {
    return Array;
  }
  changed: (added?: Kept) => void = () => undefined;
  override push(...packets: Kept[]): number {
    const length = super.push(...packets);
    for (const packet of packets) this.changed(packet);
    return length;
  }
  override splice(start: number, count = 0): Kept[] {
    const removed = super.splice(start, count);
    this.changed();
    return removed;
  }
}

/**
 * Watches what a socket keeps while it is not connected. When it sends that later, `sending` runs
 * it with the mark that it had when it was emitted: what made the client emit it, and the line.
 */
export function followUnsent(
  socket: Socket,
  mark: () => PacketMark,
  sending: (mark: PacketMark, send: () => void) => void,
): UnsentStore {
  const listeners = new Set<() => void>();
  const marks = new WeakMap<object, PacketMark>();
  let buffer: ObservedBuffer;
  let unsent: readonly Unsent[] = [];

  const changed = (added?: Kept): void => {
    if (added) marks.set(added, mark());
    unsent = [...buffer].map(({ data: [event, ...args] }) => ({ event, args }));
    for (const listener of listeners) listener();
  };
  const observe = (packets: readonly Kept[]): void => {
    buffer = new ObservedBuffer();
    buffer.push(...packets);
    buffer.changed = changed;
    changed();
  };
  observe([]);
  Object.defineProperty(socket, "sendBuffer", {
    get: () => buffer,
    set: observe,
  });

  const write = Reflect.get(socket, "packet") as (packet: object) => void;
  Reflect.set(socket, "packet", (packet: object) => {
    const kept = marks.get(packet);
    const send = (): void => write.call(socket, packet);
    if (kept) sending(kept, send);
    else send();
  });

  return {
    unsent: () => unsent,
    onUnsent(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
