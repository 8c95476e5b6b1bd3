import type { Playback } from "#lab/playback/playback-state.ts";
import {
  isProtocol,
  packetRows,
  type PacketSelection,
} from "#lab/playback/rows.ts";
import type { TraceView } from "#lab/trace/trace.ts";

interface Found {
  readonly packet: PacketSelection;
  readonly isUpkeep: boolean;
}

/** The packet to look into among those on stage: the newest of the lesson's own, else of the protocol's. */
export function findPacket(
  trace: TraceView,
  hops: Iterable<number>,
): Found | undefined {
  let upkeep: Found | undefined;
  for (const id of [...hops].sort((a, b) => b - a)) {
    const hop = trace.hops[id];
    if (hop?.kind !== "frame") continue;
    const row = packetRows(hop).find((candidate) => !isProtocol(candidate));
    if (row)
      return { packet: { hop: id, packet: row.packetIndex }, isUpkeep: false };
    upkeep ??= { packet: { hop: id, packet: 0 }, isUpkeep: true };
  }
  return upkeep;
}

/**
 * Gives, each time it is asked, the packet that was on stage last. A heartbeat does not take the
 * place of the lesson's own packet.
 */
export function watchStage(
  trace: TraceView,
  playback: Playback,
): () => PacketSelection | undefined {
  let last: Found | undefined;
  let seen: unknown;
  return () => {
    const { scene } = playback.state();
    if (scene === seen) return last?.packet;
    seen = scene;
    const found = findPacket(trace, scene.hops);
    if (!found || (found.isUpkeep && last?.isUpkeep === false))
      return last?.packet;
    const isSame =
      found.packet.hop === last?.packet.hop &&
      found.packet.packet === last.packet.packet;
    if (!isSame) last = found;
    return last?.packet;
  };
}
