import type { Network } from "./faults.ts";
import type { FrameHop } from "../trace/hop.ts";
import { engineTypeOf, textsIn } from "../packet/engine.ts";
import { sizeOf } from "../packet/size.ts";
import type { TransportName } from "../packet/packet.ts";

/** A frame as the wire saw it, before the trace gives it a place. */
export type TappedFrame = Pick<
  FrameHop,
  "direction" | "transport" | "engine" | "messages" | "data" | "size"
> & {
  readonly mark: PacketMark | undefined;
  readonly lost: boolean;
  /** The network takes time over it. */
  readonly held: boolean;
};

/** What was going on in the page when a packet was made. */
export interface PacketMark {
  readonly cause: number | undefined;
  readonly line: number | undefined;
}

/** What a wire reports to. */
export interface WireTap {
  /** Called as a packet is made, in the turn of the `emit` that made it. */
  mark(): PacketMark;
  /** Called as a frame sets out, from either end. Returns the frame's hop. */
  frame(frame: TappedFrame): number;
  /** Called when a frame that the network held has come to its end. */
  arrive(frame: number): void;
  /** Called when a frame that set out got lost on its way. */
  lose(frame: number): void;
  /** Gives the client an arrived frame, so that what its handlers send names it as the cause. */
  hand(frame: number, give: () => void): void;
  /** What breaks the wire. */
  readonly network: Network;
}

/** Between whom a frame travels, and by what. */
export interface FrameEnds {
  readonly engine: EngineSocket;
  readonly transport: TransportName;
  readonly direction: "in" | "out";
}

/** A frame that sets out, as its transport has it. */
export interface FrameOnWire {
  /** Text or bytes. */
  readonly raw: unknown;
  /** The packets that it was made of, where it leaves. */
  readonly packets?: readonly EnginePacket[];
}

export interface EnginePacket {
  readonly type: string;
  readonly data?: unknown;
}
export interface EngineSocket {
  readonly id?: string;
  on(event: "packetCreate", listener: (packet: EnginePacket) => void): unknown;
}

/** What Engine.IO counts as messages in a frame: those in text, and attachments. */
const countMessages = (data: string | Uint8Array): number =>
  typeof data === "string" ? textsIn(data).filter(isMessage).length : 1;
const isMessage = (packet: string): boolean =>
  ["message", "binary"].includes(engineTypeOf(packet));

/** A frame as text or bytes. */
export const bytesOf = (data: unknown): string | Uint8Array => {
  if (typeof data === "string") return data;
  if (data instanceof ArrayBuffer) return new Uint8Array(data);
  if (ArrayBuffer.isView(data))
    return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  return "";
};

/** The engine id that a handshake carries, before the client itself knows it. */
const sidIn = (data: string | Uint8Array): string | undefined =>
  typeof data === "string" ? /^0\{"sid":"([^"]+)"/.exec(data)?.[1] : undefined;

/** Counts one client's messages, across upgrades, and tells its tap of its frames. */
export type MessageCounter = ReturnType<typeof createMessageCounter>;

/** Watches one client's engine connections: counts messages across an upgrade, and marks packets. */
export function createMessageCounter(tap: WireTap) {
  const counts = new WeakMap<EngineSocket, { in: number; out: number }>();
  const marks = new WeakMap<EnginePacket, PacketMark>();

  const countsOf = (engine: EngineSocket) => {
    const known = counts.get(engine);
    if (known) return known;
    const fresh = { in: 0, out: 0 };
    counts.set(engine, fresh);
    engine.on("packetCreate", (packet) => marks.set(packet, tap.mark()));
    return fresh;
  };

  return {
    watch: countsOf,
    /** Tells of a frame as it sets out, and returns its hop. */
    record(
      { engine, transport, direction }: FrameEnds,
      { raw, packets = [] }: FrameOnWire,
      { lost = false, held = false } = {},
    ): number {
      const data = bytesOf(raw);
      const total = countsOf(engine);
      // What never left is not counted: the server does not count it either.
      const counted = lost && direction === "out" ? 0 : countMessages(data);
      const messages: number[] = [];
      for (let n = 0; n < counted; n += 1)
        messages.push((total[direction] += 1));
      const mark = packets
        .map((packet) => marks.get(packet))
        .find(
          (found) => found?.cause !== undefined || found?.line !== undefined,
        );
      return tap.frame({
        direction,
        transport,
        engine: engine.id ?? sidIn(data),
        messages,
        data,
        size: sizeOf(data),
        mark,
        lost,
        held,
      });
    },
  };
}
