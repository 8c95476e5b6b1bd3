import { decodeFrame } from "../packet/decode.ts";
import { type DecodedPacket } from "../packet/packet.ts";
import type {
  FaultHop,
  FrameHop,
  Hop,
  RetryHop,
  StateHop,
} from "../trace/hop.ts";
import type { TransportName } from "../packet/packet.ts";
import { sizeOf } from "../packet/size.ts";
import type { ClientName } from "../people.ts";
import { describeRemark } from "./words.ts";

/** Names one packet of a trace: the frame it came in, and its place there from 0. */
export interface PacketSelection {
  /** Id of the frame's hop. */
  readonly hop: number;
  readonly packet: number;
}

/** One packet as the list of packets shows it. */
export interface PacketRow {
  /** Unique in a trace. */
  readonly key: string;
  readonly hopId: number;
  readonly packetIndex: number;
  /** Milliseconds since the lab opened. */
  readonly at: number;
  readonly from: ClientName | "Server";
  readonly to: ClientName | "Server";
  /** The event's name, or what kind of packet it is: "connect", "ping", "ack 0". */
  readonly event: string;
  readonly transport: TransportName;
  readonly text: string;
  /** Bytes on the wire. */
  readonly size: number;
  readonly packet: DecodedPacket;
}

/** What happened between the packets, told in a sentence. */
export interface RemarkRow {
  readonly key: string;
  readonly hopId: number;
  readonly at: number;
  readonly remark: string;
}

/** One row of the list. */
export type ListRow = PacketRow | RemarkRow;
/** A hop that the list of packets may tell of. */
export type ListedHop = FrameHop | FaultHop | RetryHop | StateHop;

export const isRemark = (row: ListRow): row is RemarkRow => "remark" in row;

/** Whether the list of packets tells of the hop. */
export const isListed = (hop: Hop): hop is ListedHop =>
  hop.kind === "frame" || describeRemark(hop) !== undefined;

const remarks = new WeakMap<ListedHop, readonly RemarkRow[]>();

/** The rows of a hop: the packets of a frame, or one remark. The same hop gives the same rows. */
export function listRows(hop: ListedHop): readonly ListRow[] {
  if (hop.kind === "frame") return packetRows(hop);
  const known = remarks.get(hop);
  if (known) return known;
  const remark = describeRemark(hop) ?? "";
  const rows = [{ key: String(hop.id), hopId: hop.id, at: hop.at, remark }];
  remarks.set(hop, rows);
  return rows;
}

const decoded = new WeakMap<FrameHop, readonly PacketRow[]>();

/**
 * One row for each packet of a frame, in order. A hop never changes, so its rows are made once:
 * the same hop always gives the same rows, which lets a list skip those it has drawn.
 */
export function packetRows(hop: FrameHop): readonly PacketRow[] {
  const known = decoded.get(hop);
  if (known) return known;
  const packets = decodeFrame(hop.data, hop.transport, hop.direction);
  const rows = packets.map((packet, packetIndex): PacketRow => {
    const [from, to] =
      hop.direction === "out"
        ? ([hop.client, "Server"] as const)
        : (["Server", hop.client] as const);
    return {
      key: `${hop.id}.${packetIndex}`,
      hopId: hop.id,
      packetIndex,
      at: hop.at,
      from,
      to,
      event: packetLabel(packet),
      transport: hop.transport,
      text: packet.text,
      size: packets.length === 1 ? hop.size : sizeOf(packet.text),
      packet,
    };
  });
  decoded.set(hop, rows);
  return rows;
}

/** The shortest name of a packet, as a list or a diagram shows it. */
export function packetLabel(packet: DecodedPacket): string {
  if (packet.error !== undefined) return "malformed";
  if (packet.engine === "binary") return "attachment";
  if (packet.engine !== "message") {
    return packet.data === "probe" ? `${packet.engine} probe` : packet.engine;
  }
  if (packet.event !== undefined) return packet.event;
  if (packet.ack !== undefined && packet.socket?.endsWith("ack"))
    return `ack ${packet.ack}`;
  return packet.socket ?? "malformed";
}

/**
 * True for what the protocol sends by itself: handshake, heartbeat, upgrade, entry to a namespace.
 * False for what a lesson is about: events, acknowledgements, attachments, refusals, leaving,
 * anything malformed, and remarks.
 */
export function isProtocol(row: ListRow): boolean {
  if (isRemark(row)) return false;
  const { packet } = row;
  if (packet.error !== undefined || packet.engine === "binary") return false;
  return packet.engine !== "message" || packet.socket === "connect";
}
