/** Id of the page's lab, which on narrow screens is a sheet at the lower edge. */
export const SHEET_ID = "live-lab";

/** How high the sheet is: its bar alone, beside what is read, or over nearly all of the page. */
const HEIGHTS = ["bar", "half", "full"] as const;
type Height = (typeof HEIGHTS)[number];

const sheet = (): HTMLElement | null => document.getElementById(SHEET_ID);

const button = (): HTMLButtonElement | null | undefined =>
  sheet()?.querySelector<HTMLButtonElement>("button[aria-controls]");

const heightOf = (panel: HTMLElement): Height =>
  HEIGHTS.find((height) => height === panel.dataset["height"]) ?? "bar";

function setHeight(height: Height): void {
  const panel = sheet();
  if (!panel) return;
  panel.dataset["height"] = height;
  button()?.setAttribute("aria-expanded", String(height !== "bar"));
}

/** Where the page was before it made room for the sheet. */
let readFrom: number | undefined;
/** The button in the prose that was pressed last. */
let lastPressed: HTMLElement | undefined;

/** Goes from the lab back to the button in the prose that was pressed last. */
export function goBackToPressed(): void {
  // A sheet's own bar takes the focus, since the sheet closes.
  if (!button()?.checkVisibility()) lastPressed?.focus();
}

/**
 * Shows the lab where it is a sheet, and brings `pressed` to just above it: the press and what came
 * of it are seen together. Where the lab is always in view, nothing changes.
 */
export function openSheet(pressed: HTMLElement): void {
  lastPressed = pressed;
  const panel = sheet();
  if (!panel || !button()?.checkVisibility()) return;
  if (heightOf(panel) === "bar") setHeight("half");
  keepAboveSheet(pressed);
}

/** Scrolls the page until an element's end is just above the sheet, where one is open. */
export function keepAboveSheet(element: HTMLElement): void {
  const panel = sheet();
  if (!panel || !button()?.checkVisibility()) return;
  const edge = panel.getBoundingClientRect().top;
  const over = element.getBoundingClientRect().bottom + GAP - edge;
  if (over <= 0) return;
  readFrom ??= scrollY;
  scrollBy({ top: over });
}
/** Pixels between what was pressed and the sheet. */
const GAP = 16;

/** Goes to the lab, and opens it where it is a sheet. */
export function goToLab(): void {
  const panel = sheet();
  if (!panel) return;
  if (button()?.checkVisibility() && heightOf(panel) === "bar")
    setHeight("half");
  panel.focus();
}

function closeSheet(): void {
  setHeight("bar");
  if (readFrom !== undefined) scrollTo({ top: readFrom });
  readFrom = undefined;
}

/** Pixels that a finger moves at least when it draws the sheet. */
const DRAWN = 24;

/** Lets a finger draw the sheet by its bar from one height to the next. */
function followDrawing(bar: HTMLButtonElement, panel: HTMLElement): void {
  let from: number | undefined;
  let drawn = 0;
  bar.addEventListener("pointerdown", (event) => {
    from = event.clientY;
    drawn = 0;
    bar.setPointerCapture(event.pointerId);
  });
  bar.addEventListener("pointermove", ({ clientY }) => {
    if (from === undefined) return;
    drawn = clientY - from;
    panel.style.setProperty("--drawn", `${drawn}px`);
  });
  const end = (): void => {
    from = undefined;
    panel.style.removeProperty("--drawn");
    if (Math.abs(drawn) < DRAWN) return;
    const at = HEIGHTS.indexOf(heightOf(panel)) + (drawn < 0 ? 1 : -1);
    const next = HEIGHTS[Math.min(HEIGHTS.length - 1, Math.max(0, at))];
    if (next === "bar") closeSheet();
    else if (next) setHeight(next);
  };
  bar.addEventListener("pointerup", end);
  bar.addEventListener("pointercancel", end);
  bar.addEventListener("click", () => {
    // The click that ends a drawing is none.
    if (Math.abs(drawn) >= DRAWN) drawn = 0;
    else if (heightOf(panel) === "bar") setHeight("half");
    else closeSheet();
  });
}

/** Lets the sheet's bar open and close it, and Escape close it. */
export function followSheetButton(): void {
  const [panel, bar] = [sheet(), button()];
  if (!panel || !bar) return;
  followDrawing(bar, panel);
  // Whoever scrolls has gone on reading from there.
  addEventListener("wheel", () => (readFrom = undefined), { passive: true });
  addEventListener("touchmove", ({ target }) => {
    if (target instanceof Node && !panel.contains(target)) readFrom = undefined;
  });
  panel.addEventListener("keydown", ({ key }) => {
    if (key !== "Escape" || !bar.checkVisibility()) return;
    closeSheet();
    bar.focus();
  });
}
