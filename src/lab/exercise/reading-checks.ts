/** What exercises ask of a reader who was given a program: of the packet that they point at, and of what they predicted. */
import { packetsOf, type Packet } from "../trace/questions.ts";
import type { TraceView } from "../trace/trace.ts";
import { packetLabel, type PacketSelection } from "../playback/rows.ts";
import type { Direction } from "../packet/packet.ts";
import type { ClientName } from "../people.ts";
import type { Check, Run } from "./exercise.ts";
import { selectionOf } from "./packets.ts";

type Ask = Check["ask"];

/** The packet that the reader points at is one for which this holds. */
export const pointsAt =
  (fits: (packet: Packet, trace: TraceView) => boolean): Ask =>
  ({ trace, reading }) => {
    const selected = reading?.packet;
    const packet = selected && packetAt(trace, selected);
    if (!packet)
      return { verdict: "not shown", why: "You haven’t selected a packet yet" };
    if (fits(packet, trace)) return { verdict: "passed", packet: selected };
    return {
      verdict: "failed",
      clients: [],
      why: `You selected \`${shortened(packet.text)}\`, which ${packet.client} ${packet.direction === "in" ? "received" : "sent"}`,
      packet: selected,
    };
  };

/**
 * What the reader predicted is so. `observe` reads it off the run, as one of the question's options;
 * undefined where the run doesn't say. `shows` gives the packets that show it.
 */
export const predicts =
  (
    question: string,
    observe: (run: Run) => string | undefined,
    shows: (trace: TraceView) => readonly Packet[],
  ): Ask =>
  (run) => {
    const said = run.reading?.prediction?.[question];
    if (said === undefined)
      return { verdict: "not shown", why: "You haven’t answered this yet" };
    const was = observe(run);
    if (was === undefined)
      return { verdict: "not shown", why: "The run doesn’t show it" };
    const last = shows(run.trace).at(-1);
    const packet = last && selectionOf(run.trace, last);
    return said === was
      ? { verdict: "passed", packet }
      : {
          verdict: "failed",
          clients: [],
          why: `You said ${said}. It was ${was}`,
          packet,
        };
  };

/** Names a packet of any run of a program: the second `connect` that Bob received. */
export interface PacketName {
  readonly client: ClientName;
  readonly direction: Direction;
  /** As the list of packets calls it. */
  readonly label: string;
  /** Among those of that client, direction and label, from 1. */
  readonly place: number;
}

/** The packet of a run that has this name; undefined where there is none. */
export function packetNamed(
  trace: TraceView,
  { client, direction, label, place }: PacketName,
): PacketSelection | undefined {
  const packet = packetsOf(trace, { client, direction }).filter(
    (each) => packetLabel(each) === label,
  )[place - 1];
  return packet && selectionOf(trace, packet);
}

/** The packet at a place of the trace. */
const packetAt = (
  trace: TraceView,
  { hop, packet }: PacketSelection,
): Packet | undefined =>
  packetsOf(trace, { since: hop, before: hop + 1 })[packet];

/** So many characters of a packet are told in a sentence. */
const TOLD = 48;
const shortened = (text: string): string =>
  text.length > TOLD ? `${text.slice(0, TOLD)}…` : text;
