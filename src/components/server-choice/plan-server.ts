import { BACKENDS, DEFAULT_BACKEND, type BackendChoice } from "./backends.ts";

/** What is known when a lab is to be opened; an id that is none of a server counts for nothing. */
export interface Known {
  /** The id that the page's address asks for. */
  readonly asked: string | null;
  /** The id that the reader chose last. */
  readonly kept: string | null;
  /** Why a server could not be reached earlier in this visit; null where it was not found so. */
  readonly away: (id: string) => string | null;
}

export interface ServerPlan {
  readonly wanted: BackendChoice;
  /** Why it is not to be tried; null where it is. */
  readonly away: string | null;
}

const find = (id: string | null): BackendChoice | undefined =>
  BACKENDS.find((choice) => choice.id === id);

/**
 * Which server a lab opens on: the one the address asks for, else the one the reader chose, else
 * the default. One that was found away is not tried again, unless the address asks for it.
 */
export function planServer({ asked, kept, away }: Known): ServerPlan {
  const byAddress = find(asked);
  const wanted = byAddress ?? find(kept) ?? DEFAULT_BACKEND;
  return { wanted, away: byAddress ? null : away(wanted.id) };
}
