/** What made a client send: each packet that it makes names the hop that made it. */
export interface ClientCause {
  /** The hop that what is sent now answers, or carries out. */
  now(): number | undefined;
  /**
   * Gives the client an arrived frame. What its handlers send at once, and who awaits an
   * acknowledgement in it, names the frame as its cause.
   */
  hand(frame: number, give: () => void): void;
  /** Runs an action: what it sends at once has `hop` as its cause. */
  causing(hop: number, action: () => unknown): void;
}

/** Keeps what makes one client send. */
export function createClientCause(): ClientCause {
  let cause: number | undefined;
  return {
    now: () => cause,
    hand(frame, give) {
      cause = frame;
      give();
      // socket.io-client calls handlers in the next microtask, and who awaits its answer goes on
      // in the one after. This one comes after both, unless meanwhile another frame arrived.
      queueMicrotask(() =>
        queueMicrotask(() => (cause = cause === frame ? undefined : cause)),
      );
    },
    causing(hop, action) {
      cause = hop;
      try {
        action();
      } finally {
        cause = undefined;
      }
    },
  };
}
