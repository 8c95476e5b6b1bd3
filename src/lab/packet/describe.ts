import type { DecodedPacket } from "./packet.ts";
import { countOf, TRANSPORT_WORDS } from "./words.ts";

/** One short phrase for a packet; `answers` is the event that an acknowledgement answers, where known. */
export function describePacket(
  packet: DecodedPacket,
  answers?: string,
): string {
  if (packet.error !== undefined) return "malformed packet";
  const transport = TRANSPORT_WORDS[packet.transport];
  const probe = packet.data === "probe";
  switch (packet.engine) {
    case "open":
      return "handshake: opens the connection";
    case "close":
      return "close: ends the connection";
    case "ping":
      return probe
        ? `probe: can ${transport} carry us?`
        : "ping: are you there?";
    case "pong":
      return probe ? `probe answered: ${transport} works` : "pong: I am here";
    case "upgrade":
      return `upgrade: ${transport} carries us from now on`;
    case "noop":
      return "noop: nothing to say";
    case "binary":
      return `attachment of ${countOf(packet.bytes?.length ?? 0, "byte")}`;
    case "message":
      return describeMessage(packet, answers);
    case "unknown":
      return "malformed packet";
  }
}

function describeMessage(
  packet: DecodedPacket,
  answers: string | undefined,
): string {
  const where = packet.namespace === "/" ? "" : ` in ${packet.namespace}`;
  switch (packet.socket) {
    case "connect":
      return `connect: namespace ${packet.namespace}`;
    case "disconnect":
      return `disconnect: leaves namespace ${packet.namespace}`;
    case "connect_error":
      return `connect error: namespace ${packet.namespace} refused`;
    case "event":
    case "binary_event": {
      const asks =
        packet.ack === undefined
          ? ""
          : `, asks for acknowledgement ${packet.ack}`;
      return `event ${packet.event ?? ""}${where}${asks}`;
    }
    case "ack":
    case "binary_ack":
      return `acknowledgement ${packet.ack ?? ""}${answers ? ` of ${answers}` : ""}${where}`;
    case undefined:
      return "malformed packet";
  }
}
