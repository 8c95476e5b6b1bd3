import type { Refusal } from "#contract/stream.ts";
import type { Connection } from "../../tap/connection.ts";
import type { Limits } from "../limits.ts";
import { refusalOf, type Why } from "../refusal.ts";
import { countUnsent, type Unsent } from "./count-unsent.ts";

/** Connections that share a limit, such as those of one lab. */
export interface UnsentGroup {
  /**
   * Counts what waits for a connection. When that is too much it is cut off, and `told` is told why.
   * Must be called before anything was sent on it.
   */
  watch(connection: Connection, told?: (refusal: Refusal) => void): void;
}

/** Holds what waits for clients that do not read, of all connections of a host. */
export interface UnsentLimits {
  /** The connections of a new lab. */
  lab(): UnsentGroup;
  /** Connections that share no limit but the host's. */
  readonly others: UnsentGroup;
}

/** What may wait in all for some connections, and who they are. */
interface Pool {
  readonly most: number;
  readonly why: Why;
  readonly members: Set<Member>;
  bytes: number;
}

interface Member extends Unsent {
  readonly told: ((refusal: Refusal) => void) | undefined;
}

const createPool = (most: number, why: Why): Pool => ({
  most,
  why,
  members: new Set(),
  bytes: 0,
});

/** Begins with nothing. Limits are kept once in each turn of the event loop, after all that it sent. */
export function createUnsentLimits(limits: Limits): UnsentLimits {
  const host = createPool(limits.unsentBytesPerHost, "tooMuchUnsentOfHost");
  /** Those in which too much waits. */
  const full = new Set<Pool>();

  function keep(): void {
    // Whoever is over the limit of one is cut off for that, and not for what others share.
    const pools = [...full].sort((a, b) => a.most - b.most);
    full.clear();
    for (const pool of pools)
      while (pool.bytes > pool.most && cutLargest(pool));
  }

  function enter(
    pools: readonly Pool[],
    connection: Connection,
    told: Member["told"],
  ): void {
    const unsent = countUnsent(connection, (by) => {
      for (const pool of pools) {
        pool.bytes += by;
        if (by < 0 || pool.bytes <= pool.most) continue;
        // By then, what a client that reads was sent in this turn has left.
        if (full.size === 0) setImmediate(keep);
        full.add(pool);
      }
      leave();
    });
    const member: Member = Object.assign(unsent, { told });
    for (const { members } of pools) members.add(member);
    let isClosed = false;
    connection.once("close", () => {
      isClosed = true;
      leave();
    });

    /** Answers that nobody has read are counted on when their session is over. */
    function leave(): void {
      if (!isClosed || unsent.bytes > 0) return;
      for (const { members } of pools) members.delete(member);
    }
  }

  const groupIn = (shared: readonly Pool[]): UnsentGroup => ({
    watch(connection, told) {
      const own = createPool(limits.unsentBytesPerConnection, "tooMuchUnsent");
      enter([own, ...shared], connection, told);
    },
  });

  return {
    lab: () =>
      groupIn([
        createPool(limits.unsentBytesPerLab, "tooMuchUnsentOfLab"),
        host,
      ]),
    others: groupIn([host]),
  };
}

/** Cuts off the connection for which most waits; false where nothing waits for any. */
function cutLargest({ members, why, most }: Pool): boolean {
  let largest: Member | undefined;
  for (const member of members)
    if (member.bytes > (largest?.bytes ?? 0)) largest = member;
  if (!largest) return false;
  largest.cut();
  largest.told?.(refusalOf(why, { megabytes: most / 1_000_000 }));
  return true;
}
