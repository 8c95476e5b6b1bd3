import type { FrameHop, Hop } from "#lab/trace/hop.ts";
import type { TraceView } from "#lab/trace/trace.ts";

/** A frame that brought one client what another had sent. */
export interface Delivery {
  readonly frame: FrameHop;
  /** Milliseconds from the sender's frame leaving to this one arriving, in the lab's network as it is. */
  readonly took: number;
}

/** The frame a client sent at the start of what made this hop happen. */
function sentFor(trace: TraceView, id: number): FrameHop | undefined {
  let hop: Hop | undefined = trace.causeOf(id);
  while (hop && !(hop.kind === "frame" && hop.direction === "out"))
    hop = trace.causeOf(hop.id);
  return hop;
}

/** What arrived by this hop from one client for another, if anything did. */
function deliveryBy(trace: TraceView, hop: Hop): Delivery | undefined {
  const frame = hop.kind === "arrival" ? trace.hops[hop.frame] : hop;
  if (frame?.kind !== "frame" || frame.direction === "out") return undefined;
  // One that is held arrives by a hop of its own.
  if (trace.isLost(frame.id) || (hop === frame && frame.held)) return undefined;
  const sent = sentFor(trace, frame.id);
  if (!sent || sent.client === frame.client) return undefined;
  return { frame, took: hop.at - sent.at };
}

/** How far back a delivery is looked for: what caused a frame is known a little after it. */
const REACH = 200;

/** Gives, each time it is asked, the latest delivery of a trace; the same one until there is a later. */
export function watchDeliveries(trace: TraceView): () => Delivery | undefined {
  let last: Delivery | undefined;
  /** The hop by which it arrived. */
  let by = -1;
  let seen = 0;
  return () => {
    const { hops } = trace;
    if (hops.length === seen) return last;
    seen = hops.length;
    const floor = Math.max(by, seen - REACH);
    for (let id = seen - 1; id > floor; id -= 1) {
      const hop = hops[id];
      const found = hop && deliveryBy(trace, hop);
      if (!found) continue;
      by = id;
      return (last = found);
    }
    return last;
  };
}
