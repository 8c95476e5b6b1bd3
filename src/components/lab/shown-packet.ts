import { useSyncExternalStore } from "react";
import type { PacketSelection } from "#lab/playback/rows.ts";
import type { PageLab } from "./current-lab.ts";

/** A packet to look into, and whether a check found it wrong. */
export interface ShownPacket extends PacketSelection {
  readonly wrong: boolean;
}

/** The packet that something else of the page wants to be looked into, and in which lab. */
let shown: { in: PageLab; packet: ShownPacket } | undefined;
const listeners = new Set<() => void>();

/** Stops the stage on a packet of a lab, lights it, and opens it in the inspector. */
export function showPacket(page: PageLab, packet: ShownPacket): void {
  shown = { in: page, packet };
  for (const listener of listeners) listener();
  page.playback.showFrame(packet.hop);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The packet of this lab that was to be shown last; one that the reader picks goes before it. */
export const useShownPacket = (
  page: PageLab | undefined,
): ShownPacket | undefined =>
  useSyncExternalStore(
    subscribe,
    () => (shown && shown.in === page ? shown.packet : undefined),
    () => undefined,
  );
