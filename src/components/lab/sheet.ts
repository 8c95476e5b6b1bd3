/** Id of the page's lab, which on narrow screens is a sheet at the lower edge. */
export const SHEET_ID = "live-lab";

const sheet = (): HTMLElement | null => document.getElementById(SHEET_ID);

const button = (): HTMLButtonElement | null | undefined =>
  sheet()?.querySelector<HTMLButtonElement>("button[aria-controls]");

function setOpen(open: boolean): void {
  sheet()?.toggleAttribute("data-open", open);
  button()?.setAttribute("aria-expanded", String(open));
}

/** Shows the lab where it is a sheet; where it is always in view, nothing changes. */
export function openSheet(): void {
  setOpen(true);
}

/** Lets the sheet's button open and close it, and Escape close it. */
export function followSheetButton(): void {
  button()?.addEventListener("click", () =>
    setOpen(!sheet()?.hasAttribute("data-open")),
  );
  sheet()?.addEventListener("keydown", ({ key }) => {
    if (key !== "Escape" || !button()?.checkVisibility()) return;
    setOpen(false);
    button()?.focus();
  });
}
