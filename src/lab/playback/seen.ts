import type { ClientStatus } from "../client/client-status.ts";
import type { LabClient } from "../client/client.ts";
import type { ClientName } from "../people.ts";
import type { FaultState } from "../wire/faults.ts";
import type { Unsent } from "../client/unsent.ts";
import type { Playback } from "./playback-state.ts";

/** Values that are kept of one store; the oldest give way. */
const MOST = 1_000;

/** A store as the playback shows it: as it is, or in the past as it was then. */
export interface Seen<T> {
  /** The same until something changed. */
  read(): T;
  subscribe(listener: () => void): () => void;
}

/** A client as the playback shows it. */
export interface SeenClient {
  readonly name: ClientName;
  readonly status: Seen<ClientStatus>;
  readonly faults: Seen<FaultState>;
  readonly unsent: Seen<readonly Unsent[]>;
}

type Moment = Pick<Playback, "edge" | "state" | "position" | "subscribe">;

/** Keeps what a store said, by the moment of the story, from now on. */
export function seen<T>(
  playback: Moment,
  read: () => T,
  subscribe: (listener: () => void) => () => void,
): Seen<T> {
  const kept = [{ at: 0, value: read() }];
  const keep = (): void => {
    const value = read();
    if (kept.at(-1)?.value === value) return;
    kept.push({ at: playback.edge(), value });
    if (kept.length > MOST) kept.shift();
  };
  // As long as the client, which goes with its lab.
  subscribe(keep);

  const then = (): T => {
    const position = playback.position();
    const found = kept.findLast(({ at }) => at <= position) ?? kept[0];
    return found ? found.value : read();
  };
  return {
    read: () => (playback.state().past ? then() : read()),
    subscribe(listener) {
      const ends = [subscribe(listener), playback.subscribe(listener)];
      return () => ends.forEach((end) => end());
    },
  };
}

/** A client, seen through a playback. */
export const seenClient = (
  playback: Moment,
  { name, status, subscribe, faults, unsent, onUnsent }: LabClient,
): SeenClient => ({
  name,
  status: seen(playback, status, subscribe),
  faults: seen(playback, faults.state, faults.subscribe),
  unsent: seen(playback, unsent, onUnsent),
});
