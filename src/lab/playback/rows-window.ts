import { listRows, type ListedHop, type ListRow } from "./rows.ts";

/** A stretch of the list, and whether rows lie before or after it. */
export interface RowWindow {
  readonly rows: readonly ListRow[];
  readonly earlier: boolean;
  readonly later: boolean;
}

/** The last rows that pass: `limit` of them, or a few more so that no frame is cut in two. */
export function lastRows(
  frames: readonly ListedHop[],
  limit: number,
  passes: (row: ListRow) => boolean,
): RowWindow {
  const { rows, earlier } = rowsBefore(frames, frames.length, limit, passes);
  return { rows, earlier, later: false };
}

/** Rows that pass from the frame with the id `from`, at most about `limit` of them. */
export function rowsFrom(
  frames: readonly ListedHop[],
  from: number,
  limit: number,
  passes: (row: ListRow) => boolean,
): RowWindow {
  const start = indexOf(frames, from);
  const rows: ListRow[] = [];
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
  frames: readonly ListedHop[],
  from: number,
  count: number,
  passes: (row: ListRow) => boolean,
): number {
  return (
    rowsBefore(frames, indexOf(frames, from), count, passes).rows[0]?.hopId ??
    from
  );
}

function rowsBefore(
  frames: readonly ListedHop[],
  end: number,
  limit: number,
  passes: (row: ListRow) => boolean,
): { rows: readonly ListRow[]; earlier: boolean } {
  const groups: (readonly ListRow[])[] = [];
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
  frames: readonly ListedHop[],
  start: number,
  end: number,
  passes: (row: ListRow) => boolean,
): boolean {
  for (let index = end - 1; index >= start; index -= 1) {
    const hop = frames[index];
    if (hop && listRows(hop).some(passes)) return true;
  }
  return false;
}

function passing(
  hop: ListedHop | undefined,
  passes: (row: ListRow) => boolean,
): readonly ListRow[] {
  return hop ? listRows(hop).filter(passes) : [];
}

/** Where the first frame stands whose id is not below `id`; ids rise along a trace. */
function indexOf(frames: readonly ListedHop[], id: number): number {
  let low = 0;
  let high = frames.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((frames[middle]?.id ?? Infinity) < id) low = middle + 1;
    else high = middle;
  }
  return low;
}
