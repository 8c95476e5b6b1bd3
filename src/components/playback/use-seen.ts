import { useSyncExternalStore } from "react";
import type { Seen } from "#lab/playback/seen.ts";

/** What a store says at the moment that the playback shows. */
export const useSeen = <T>({ subscribe, read }: Seen<T>): T =>
  useSyncExternalStore(subscribe, read, read);
