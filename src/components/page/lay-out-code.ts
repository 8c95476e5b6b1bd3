/** Milliseconds from block to block where the browser does not say when it is idle. */
const PAUSE = 100;

/**
 * Lays out the code that is out of view, a block at a time, while the page has nothing else to do.
 * Until then a block has the height of its lines where none of them wraps (`prose.css`), and what
 * is below it would move as it comes into view.
 */
export function layOutCode(): void {
  const blocks = [
    ...document.querySelectorAll<HTMLElement>(".expressive-code"),
  ];
  const layOutNext = (): void => {
    const block = blocks.shift();
    if (!block) return;
    block.style.contentVisibility = "visible";
    whenIdle(layOutNext);
  };
  addEventListener("load", () => whenIdle(layOutNext));
}

function whenIdle(work: () => void): void {
  if ("requestIdleCallback" in window) requestIdleCallback(work);
  else setTimeout(work, PAUSE);
}
