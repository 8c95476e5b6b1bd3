import type { KeyboardEvent } from "react";

/** Moves the focus among a menu's items: arrows, Home, End, and the first letter of a label. */
export function followMenuKeys(event: KeyboardEvent<HTMLElement>): void {
  const items = [
    ...event.currentTarget.querySelectorAll<HTMLElement>("[role^=menuitem]"),
  ];
  const at = items.findIndex((item) => item === document.activeElement);
  const next = placeFor(event.key, at, items);
  if (next === undefined) return;
  event.preventDefault();
  items[(next + items.length) % items.length]?.focus();
}

function placeFor(
  key: string,
  at: number,
  items: readonly HTMLElement[],
): number | undefined {
  if (key === "ArrowDown" || key === "ArrowRight") return at + 1;
  if (key === "ArrowUp" || key === "ArrowLeft") return at - 1;
  if (key === "Home") return 0;
  if (key === "End") return items.length - 1;
  if (key.length !== 1 || key === " ") return undefined;
  const fits = (item: HTMLElement): boolean =>
    item.textContent.toLowerCase().startsWith(key.toLowerCase());
  const after = items.findIndex((item, place) => place > at && fits(item));
  const any = after < 0 ? items.findIndex(fits) : after;
  return any < 0 ? undefined : any;
}
