import type { FrameHop } from "./hop.ts";
import { packetRows, type PacketRow } from "./packet-rows.ts";

/** A stretch of the list, and whether rows lie before or after it. */
export interface RowWindow {
  readonly rows: readonly PacketRow[];
  readonly earlier: boolean;
  readonly later: boolean;
}

/** The last rows that pass: `limit` of them, or a few more so that no frame is cut in two. */
export function lastRows(
  frames: readonly FrameHop[],
  limit: number,
  passes: (row: PacketRow) => boolean,
): RowWindow {
  const { rows, earlier } = rowsBefore(frames, frames.length, limit, passes);
  return { rows, earlier, later: false };
}

/** Rows that pass from the frame with the id `from`, at most about `limit` of them. */
export function rowsFrom(
  frames: readonly FrameHop[],
  from: number,
  limit: number,
  passes: (row: PacketRow) => boolean,
): RowWindow {
  const start = indexOf(frames, from);
  const rows: PacketRow[] = [];
  let index = start;
  for (; index < frames.length && rows.length < limit; index += 1) {
    rows.push(...passing(frames[index], passes));
  }
  return {
    rows,
    earlier: hasRows(frames, 0, start, passes),
    later: hasRows(frames, index, frames.length, passes),
  };
}

/** The frame id from which `count` more rows are seen than from `from`. */
export function earlierStart(
  frames: readonly FrameHop[],
  from: number,
  count: number,
  passes: (row: PacketRow) => boolean,
): number {
  return (
    rowsBefore(frames, indexOf(frames, from), count, passes).rows[0]?.hopId ??
    from
  );
}

function rowsBefore(
  frames: readonly FrameHop[],
  end: number,
  limit: number,
  passes: (row: PacketRow) => boolean,
): { rows: readonly PacketRow[]; earlier: boolean } {
  const groups: (readonly PacketRow[])[] = [];
  let index = end;
  for (let found = 0; index > 0 && found < limit;) {
    index -= 1;
    const rows = passing(frames[index], passes);
    groups.push(rows);
    found += rows.length;
  }
  return {
    rows: groups.reverse().flat(),
    earlier: hasRows(frames, 0, index, passes),
  };
}

/** Looks from the end, where a hit is soonest found when there is one. */
function hasRows(
  frames: readonly FrameHop[],
  start: number,
  end: number,
  passes: (row: PacketRow) => boolean,
): boolean {
  for (let index = end - 1; index >= start; index -= 1) {
    const hop = frames[index];
    if (hop && packetRows(hop).some(passes)) return true;
  }
  return false;
}

function passing(
  hop: FrameHop | undefined,
  passes: (row: PacketRow) => boolean,
): readonly PacketRow[] {
  return hop ? packetRows(hop).filter(passes) : [];
}

/** Where the first frame stands whose id is not below `id`; ids rise along a trace. */
function indexOf(frames: readonly FrameHop[], id: number): number {
  let low = 0;
  let high = frames.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((frames[middle]?.id ?? Infinity) < id) low = middle + 1;
    else high = middle;
  }
  return low;
}
