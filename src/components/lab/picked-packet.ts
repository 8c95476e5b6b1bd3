import { useSyncExternalStore } from "react";
import type { PacketSelection } from "#lab/playback/rows.ts";
import type { PageLab } from "./current-lab.ts";

/** The packet that the reader has selected in the list of a lab. */
interface Picked {
  readonly in: PageLab;
  readonly packet: PacketSelection;
}

let picked: Picked | undefined;
/** The lab whose list of packets something else of the page wants to be seen. */
let wanted: PageLab | undefined;
const listeners = new Set<() => void>();

const tell = (): void => {
  for (const listener of listeners) listener();
};

/** Says that the reader has selected a packet in a lab's list. */
export function pickPacket(page: PageLab, packet: PacketSelection): void {
  picked = { in: page, packet };
  tell();
}

/** Has the list of a lab's packets shown, for the reader to select one. */
export function wantPackets(page: PageLab): void {
  wanted = page;
  tell();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The packet of this lab that the reader selected last. */
export const usePickedPacket = (
  page: PageLab | undefined,
): PacketSelection | undefined =>
  useSyncExternalStore(
    subscribe,
    () => (picked && picked.in === page ? picked.packet : undefined),
    () => undefined,
  );

/** Whether the list of this lab's packets is to be shown. */
export const usePacketsWanted = (page: PageLab | undefined): boolean =>
  useSyncExternalStore(
    subscribe,
    () => page !== undefined && wanted === page,
    () => false,
  );
