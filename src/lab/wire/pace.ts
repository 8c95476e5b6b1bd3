/** How a lab's network is slowed down, so that one can watch what it carries. */
export interface Pace {
  /** Called when the start is over: the clients that connect by themselves have come. */
  begin(): void;
  /** Whether the network takes time over a frame; all others pass at full speed. */
  holds(data: string | Uint8Array): boolean;
  /** Holds a frame, by its hop, and calls back once when it has come to its end. Returns what takes that back. */
  hold(frame: number, land: () => void): () => void;
}

/** Nothing is slowed down. */
export const REAL_TIME: Pace = {
  begin: () => undefined,
  holds: () => false,
  hold(_, land) {
    land();
    return () => undefined;
  },
};
