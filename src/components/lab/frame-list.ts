import { isListed, type ListedHop } from "#lab/playback/rows.ts";
import type { Hop } from "#lab/trace/hop.ts";
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

/** Tells when the last action before a hop was, in milliseconds since the lab opened; 0 before any. */
export function createActionTimes({
  hops,
}: TraceView): (hop: number) => number {
  const actions: Hop[] = [];
  let seen = 0;
  return (id) => {
    for (; seen < hops.length; seen += 1) {
      const hop = hops[seen];
      if (hop?.kind === "action") actions.push(hop);
    }
    return actions.findLast((action) => action.id <= id)?.at ?? 0;
  };
}
