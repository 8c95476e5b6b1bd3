import { textsIn } from "../packet/engine.ts";
import type { TransportName } from "../packet/packet.ts";
import { sizeOf } from "../packet/size.ts";
import {
  bytesOf,
  type EngineSocket,
  type FrameEnds,
  type FrameOnWire,
  type MessageCounter,
  type WireTap,
} from "./message-counter.ts";

/** What becomes of a frame that crosses. */
export interface Fate {
  /** Whether there is still somebody to hand it to; where there is not, it's lost. */
  readonly isOpen: () => boolean;
  /** It has come to its end. */
  readonly deliver: (frame: number) => void;
  /** A fault took it as it set out. */
  readonly lose?: () => void;
}

const HEARTBEATS: readonly string[] = ["2", "3"];
/** Whether a frame says that its sender is there, and nothing else. */
const isHeartbeat = (data: string | Uint8Array): boolean =>
  typeof data === "string" &&
  textsIn(data).every((packet) => HEARTBEATS.includes(packet));

type Cross = (frame: FrameOnWire, fate: Fate) => void;
/** How one transport's frames cross, either way. */
export type Crossings = Readonly<Record<"in" | "out", Cross>>;

/** Takes a transport's frames through its client's network, each told of as it sets out. */
export function createCrossings(
  engine: EngineSocket,
  transport: TransportName,
  tap: WireTap,
  counter: MessageCounter,
): Crossings {
  const cross = (direction: "in" | "out"): Cross =>
    createCrossing({ engine, transport, direction }, tap, counter);
  return { in: cross("in"), out: cross("out") };
}

function createCrossing(
  ends: FrameEnds,
  tap: WireTap,
  counter: MessageCounter,
): Cross {
  const { network } = tap;
  const { direction, transport } = ends;

  return (frame, { isOpen, deliver, lose }) => {
    const data = bytesOf(frame.raw);
    const lost = network.loses(direction, data, transport);
    const held = network.holds(data);
    const hop = counter.record(ends, frame, { lost, held });
    if (lost) {
      lose?.();
      return;
    }
    const drop = (): void => tap.lose(hop);
    network.carry(direction, {
      size: sizeOf(data),
      held: held ? hop : undefined,
      overtakes: isHeartbeat(data),
      drop,
      deliver() {
        if (!isOpen()) {
          drop();
          return;
        }
        if (held) tap.arrive(hop);
        deliver(hop);
      },
    });
  };
}
