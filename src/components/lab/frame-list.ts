import type { FrameHop, Hop } from "../../lab/hop.ts";
import type { TraceView } from "../../lab/trace.ts";

const isFrame = (hop: Hop): hop is FrameHop => hop.kind === "frame";

/** Gives, each time it is asked, all frames of a trace: the same list while none was added. */
export function createFrameList({
  hops,
}: TraceView): () => readonly FrameHop[] {
  let frames: readonly FrameHop[] = [];
  let seen = 0;
  return () => {
    const fresh = hops.slice(seen).filter(isFrame);
    seen = hops.length;
    if (fresh.length > 0) frames = [...frames, ...fresh];
    return frames;
  };
}
