import { isListed, type ListedHop } from "#lab/playback/rows.ts";
import type { TraceView } from "#lab/trace/trace.ts";

/** Gives, each time it is asked, all of a trace that the packets' list shows: the same list while nothing was added. */
export function createFrameList({
  hops,
}: TraceView): () => readonly ListedHop[] {
  let listed: readonly ListedHop[] = [];
  let seen = 0;
  return () => {
    const fresh = hops.slice(seen).filter(isListed);
    seen = hops.length;
    if (fresh.length > 0) listed = [...listed, ...fresh];
    return listed;
  };
}
