import { describePacket } from "../packet/describe.ts";
import { eventNames } from "../packet/event.ts";
import { decodeFrame } from "../packet/decode.ts";
import { type DecodedPacket } from "../packet/packet.ts";
import type { Tone } from "./beat.ts";
import type { FrameHop, Hop, ServerStepHop } from "../trace/hop.ts";
import type { ClientName } from "../people.ts";
import type { TraceView } from "../trace/trace.ts";

/** "Alice", "Alice and Bob", "Alice, Bob and Carol". */
export function listNames(names: readonly string[]): string {
  if (names.length < 2) return names.join("");
  return `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}

const isAck = (packet: DecodedPacket): boolean =>
  packet.socket === "ack" || packet.socket === "binary_ack";

const toneOf = (packet: DecodedPacket): Tone => {
  if (isAck(packet)) return "ack";
  if (packet.socket === "connect_error" || packet.engine === "close")
    return "refused";
  return "protocol";
};

const labelOf = (packet: DecodedPacket): string => {
  if (isAck(packet)) return "ack";
  if (packet.socket === "connect_error") return "refused";
  if (packet.data === "probe") return "probe";
  return packet.socket ?? packet.engine;
};

/** The packet of a frame that matters most to a reader: an event, else an answer, else upkeep. */
function leadingIn(frame: FrameHop): {
  label: string;
  tone: Tone;
  what: string;
} {
  const [event] = eventNames(frame.data);
  // Most frames of a busy lab end here, without being taken apart.
  if (event !== undefined) return { label: event, tone: "event", what: event };
  const packets = decodeFrame(frame.data, frame.transport);
  const packet = packets.find(isAck) ?? packets[0];
  if (!packet) return { label: "empty", tone: "protocol", what: "nothing" };
  const tone = toneOf(packet);
  const what = tone === "ack" ? "an acknowledgement" : describePacket(packet);
  return { label: labelOf(packet), tone, what };
}

/** How a frame is drawn and spoken; `lost` when it never arrives. */
export function describeFrame(
  frame: FrameHop,
  lost = false,
): {
  label: string;
  tone: Tone;
  words: string;
} {
  const { label, tone, what } = leadingIn(frame);
  if (lost) {
    const whose = frame.direction === "out" ? "from" : "to";
    const words = `${capitalise(what)} ${whose} ${frame.client} got lost`;
    return { label, tone, words };
  }
  const words =
    frame.direction === "out"
      ? `${frame.client} sent ${what} to the server`
      : `${frame.client} received ${what} from the server`;
  return { label, tone, words };
}

const capitalise = (words: string): string =>
  words.charAt(0).toUpperCase() + words.slice(1);

/** "1.24 s", short enough to read while it counts down. */
export const seconds = (ms: number, digits = 2): string =>
  `${(ms / 1000).toFixed(digits)} s`;

/**
 * What a hop that is no packet tells in the list of packets, as a sentence without its full stop;
 * undefined for a hop that stands there otherwise or not at all.
 */
export function describeRemark(hop: Hop): string | undefined {
  if (hop.kind === "fault") return hop.text;
  if (hop.kind === "retry")
    return `${hop.client}: attempt ${hop.attempt} in ${seconds(hop.delay)}`;
  if (hop.kind !== "state") return undefined;
  if (hop.recovered) return `${hop.client} is back, session recovered`;
  if (hop.state === "disconnected" && hop.reason !== undefined)
    return `${hop.client} is disconnected: ${hop.reason}`;
  return undefined;
}

/** Who a broadcast is meant for, in the words of the call: "to everyone but Alice". */
function audience(trace: TraceView, hop: ServerStepHop): string {
  const { step } = hop;
  if (step.kind !== "emit") return "";
  const names = step.to
    .map(([engine]) => trace.clientOf(engine))
    .filter((name) => name !== undefined);
  if (step.how !== "broadcast") return `to ${listNames(names) || "one client"}`;
  const cause = trace.rootOf(hop.id);
  const sender =
    cause.kind === "action" || cause.kind === "frame"
      ? cause.client
      : undefined;
  if (step.rooms.length > 0) return `to room ${listNames(step.rooms)}`;
  if (step.except.length > 0)
    return sender ? `to everyone but ${sender}` : "to everyone but some";
  return "to everyone";
}

/** How a step inside the server is drawn and spoken. */
export function describeStep(
  trace: TraceView,
  hop: ServerStepHop,
): { label: string; words: string } {
  const { step } = hop;
  if (step.kind === "handler") {
    return {
      label: `on ${step.event}`,
      words: `The server runs its handler of ${step.event}`,
    };
  }
  if (step.kind === "emit") {
    const to = audience(trace, hop);
    const what =
      step.event ?? (step.how === "ack" ? "an acknowledgement" : step.how);
    return { label: to, words: `The server sends ${what} ${to}` };
  }
  if (step.kind === "done") {
    return {
      label: `done with ${step.event}`,
      words: `The server is done with ${step.event}`,
    };
  }
  const who = trace.clientOf(step.engine) ?? "A client";
  const verb = step.kind === "join" ? "joins" : "leaves";
  return {
    label: `${verb} ${step.room}`,
    words: `${who} ${verb} room ${step.room}`,
  };
}

/** One sentence for what an event did so far: "Alice's chat reaches Bob and Carol". */
export function describeReach(
  by: ClientName | undefined,
  label: string,
  names: readonly string[],
): string {
  return `${by ?? "The server"}'s ${label} reaches ${listNames(names)}`;
}

/** The same while it is under way: "Alice's chat is on its way to Bob and Carol". */
export function describeWay(
  by: ClientName | undefined,
  label: string,
  names: readonly string[],
): string {
  return `${by ?? "The server"}'s ${label} is on its way to ${listNames(names)}`;
}
