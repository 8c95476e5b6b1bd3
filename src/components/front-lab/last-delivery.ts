import type { FrameHop, Hop } from "#lab/trace/hop.ts";
import type { TraceView } from "#lab/trace/trace.ts";

/** A frame that brought one client what another had sent. */
export interface Delivery {
  readonly frame: FrameHop;
  /** Milliseconds from the sender's frame leaving to this one arriving. */
  readonly took: number;
}

/** The frame a client sent at the start of what made this hop happen. */
function sentFor(trace: TraceView, id: number): FrameHop | undefined {
  let hop: Hop | undefined = trace.causeOf(id);
  while (hop && !(hop.kind === "frame" && hop.direction === "out"))
    hop = trace.causeOf(hop.id);
  return hop;
}

/** What this frame delivers from one client to another, if it does. */
function deliveryOf(trace: TraceView, frame: FrameHop): Delivery | undefined {
  const sent = sentFor(trace, frame.id);
  if (!sent || sent.client === frame.client) return undefined;
  return { frame, took: frame.at - sent.at };
}

/** How far back a delivery is looked for: what caused a frame is known a little after it. */
const REACH = 200;

/** Gives, each time it is asked, the latest delivery of a trace; the same one until there is a later. */
export function watchDeliveries(trace: TraceView): () => Delivery | undefined {
  let last: Delivery | undefined;
  let seen = 0;
  return () => {
    const { hops } = trace;
    if (hops.length === seen) return last;
    seen = hops.length;
    const floor = Math.max(last?.frame.id ?? -1, seen - REACH);
    for (let id = seen - 1; id > floor; id -= 1) {
      const hop = hops[id];
      if (hop?.kind !== "frame" || hop.direction !== "in") continue;
      if (trace.isLost(id)) continue;
      const found = deliveryOf(trace, hop);
      if (found) return (last = found);
    }
    return last;
  };
}
