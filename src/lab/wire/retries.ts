import type { Socket } from "socket.io-client";

/** An attempt to connect again that a client waits for. */
export interface Retry {
  /** Counts from 1 since the client was connected last. */
  readonly attempt: number;
  /** Milliseconds from the moment it was planned. */
  readonly delay: number;
  /** When it is due, on `performance`'s clock. */
  readonly at: number;
}

interface Backoff {
  readonly attempts: number;
  duration(): number;
}

const isBackoff = (found: unknown): found is Backoff =>
  typeof found === "object" && found !== null && "duration" in found;

/**
 * Tells of each attempt as the manager plans it, with the very delay that it drew: nothing that
 * it emits says how long it waits. Throws where the manager keeps its backoff elsewhere.
 */
export function watchRetries(
  manager: Socket["io"],
  planned: (retry: Pick<Retry, "attempt" | "delay">) => void,
): void {
  const backoff: unknown = Reflect.get(manager, "backoff");
  if (!isBackoff(backoff))
    throw new Error(
      "This version of socket.io-client keeps its reconnection delays elsewhere.",
    );
  const draw = backoff.duration.bind(backoff);
  backoff.duration = () => {
    const delay = draw();
    planned({ attempt: backoff.attempts, delay });
    return delay;
  };
}
