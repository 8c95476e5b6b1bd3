import { useLayoutEffect, useRef, useState, type RefObject } from "react";
import type { ListedHop, ListRow } from "#lab/playback/rows.ts";
import {
  earlierStart,
  lastRows,
  rowsFrom,
  type RowWindow,
} from "#lab/playback/rows-window.ts";

/** Rows shown while the table follows the end, and by how many "Show earlier" reaches back. */
const PAGE = 200;

/** Rows that may arrive below while the reader stays further up; past these, a button leads on. */
const GROWTH = 800;

/** Pixels from the end that still count as the end. */
const NEAR = 8;

/** The stretch of rows that the table shows, and what moves it. */
export interface RowWindowView extends RowWindow {
  readonly onScroll: () => void;
  /** The focus is in the rows: none of them may leave. */
  readonly onFocus: () => void;
  readonly onBlur: () => void;
  readonly showEarlier: () => void;
  readonly showNewest: () => void;
}

/**
 * Follows the end of the trace with a bounded number of rows. While the reader has scrolled up,
 * or has the focus in a row, the first row shown stays the first, so that nothing moves away.
 * `box` is the element that scrolls.
 */
export function useRowWindow(
  box: RefObject<HTMLDivElement | null>,
  frames: readonly ListedHop[],
  passes: (row: ListRow) => boolean,
): RowWindowView {
  const [pin, setPin] = useState<{ from: number; room: number } | null>(null);
  /** The end is in view and shall stay there. */
  const atEnd = useRef(true);
  const lastTop = useRef(0);
  const hasFocus = useRef(false);
  /** Distance from the top edge to the end of the rows, to be kept when earlier rows appear. */
  const keep = useRef<number | null>(null);

  // A lab that was reset starts its trace anew, and what was pinned is gone.
  const stale = pin !== null && (frames.at(-1)?.id ?? -1) < pin.from;
  if (stale) setPin(null);
  const shown =
    pin === null || stale
      ? lastRows(frames, PAGE, passes)
      : rowsFrom(frames, pin.from, pin.room, passes);
  const { rows, earlier } = shown;
  const first = rows[0]?.hopId;
  const last = rows.at(-1)?.key;

  const holdPlace = () => {
    if (first !== undefined)
      setPin((old) => old ?? { from: first, room: rows.length + GROWTH });
  };

  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    if (keep.current !== null) {
      element.scrollTop = element.scrollHeight - keep.current;
      keep.current = null;
      // The button that had the focus is gone when nothing earlier is left.
      if (!earlier) element.querySelector<HTMLElement>("tbody button")?.focus();
    } else if (atEnd.current) {
      element.scrollTop = element.scrollHeight;
    }
    lastTop.current = element.scrollTop;
  }, [box, first, last, rows.length, earlier]);

  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const observer = new ResizeObserver(() => {
      if (atEnd.current) element.scrollTop = element.scrollHeight;
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [box]);

  return {
    ...shown,
    onScroll: () => {
      const element = box.current;
      if (!element) return;
      const { scrollTop, scrollHeight, clientHeight } = element;
      if (scrollHeight - clientHeight - scrollTop < NEAR && !shown.later) {
        atEnd.current = true;
        if (!hasFocus.current) setPin(null);
      } else if (scrollTop < lastTop.current - 1) {
        atEnd.current = false;
        holdPlace();
      }
      lastTop.current = scrollTop;
    },
    onFocus: () => {
      hasFocus.current = true;
      holdPlace();
    },
    onBlur: () => {
      hasFocus.current = false;
      if (atEnd.current) setPin(null);
    },
    showEarlier: () => {
      const element = box.current;
      if (!element || first === undefined) return;
      keep.current = element.scrollHeight - element.scrollTop;
      atEnd.current = false;
      const room = (pin?.room ?? rows.length + GROWTH) + PAGE;
      setPin({ from: earlierStart(frames, first, PAGE, passes), room });
    },
    showNewest: () => {
      atEnd.current = true;
      setPin(null);
    },
  };
}
