import { useEffect, type RefObject } from "react";

/** The columns that are as wide as their widest usual word, which `PacketTable.css` writes. */
export const MEASURED = ["way", "event", "transport"] as const;

/**
 * Keeps the widths of these columns in the table's style, as `--way` and so on, in pixels, while
 * the elements in `words` change: a reader may give letters more room at any time. Rows are grids
 * of their own, so that none waits for another, and cannot find it out together.
 */
export function useColumnWidths(
  words: RefObject<HTMLElement | null>,
  table: RefObject<HTMLElement | null>,
): void {
  useEffect(() => {
    const observer = new ResizeObserver((entries) => {
      for (const { target, borderBoxSize } of entries) {
        const column = target.getAttribute("data-column");
        const width = Math.ceil(borderBoxSize[0]?.inlineSize ?? 0);
        if (width > 0)
          table.current?.style.setProperty(`--${column}`, `${width}px`);
      }
    });
    for (const word of words.current?.children ?? []) observer.observe(word);
    return () => observer.disconnect();
  }, [words, table]);
}
