import type { Playback } from "#lab/playback/playback-state.ts";

/** Pictures of one screen that are kept; the oldest give way. */
const MOST = 300;
/** Milliseconds between two pictures of a screen that changes all the time. */
const PACE = 150;

/** What a screen has shown, by the moment of the story. */
export interface ScreenHistory {
  /** The screen as it was at the moment that the playback shows; undefined where that is now. */
  then(): Node | undefined;
  close(): void;
}

/** What is written in the fields of `from`, which copies of elements do not take along. */
function copyFields(from: Element, to: Element): void {
  const fields = to.querySelectorAll<HTMLInputElement>("input");
  from.querySelectorAll<HTMLInputElement>("input").forEach((field, i) => {
    const copy = fields[i];
    if (!copy) return;
    copy.value = field.value;
    copy.checked = field.checked;
  });
}

/** A copy of all that an element shows. */
function pictureOf(screen: Element): Node {
  const picture = screen.cloneNode(true) as Element;
  copyFields(screen, picture);
  return picture;
}

/**
 * Keeps what a client's screen has really shown, as copies of its elements: a screen is a program
 * with a state of its own, which nobody could lead back to an earlier moment.
 */
export function keepScreen(screen: Element, playback: Playback): ScreenHistory {
  const kept = [{ at: 0, picture: pictureOf(screen) }];
  let last = -Infinity;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const take = (): void => {
    timer = undefined;
    last = performance.now();
    kept.push({ at: playback.edge(), picture: pictureOf(screen) });
    if (kept.length > MOST) kept.shift();
  };
  const observer = new MutationObserver(() => {
    const wait = last + PACE - performance.now();
    if (wait <= 0) take();
    else timer ??= setTimeout(take, wait);
  });
  observer.observe(screen, {
    childList: true,
    characterData: true,
    subtree: true,
  });

  return {
    then() {
      if (!playback.state().past) return undefined;
      const position = playback.position();
      return (kept.findLast(({ at }) => at <= position) ?? kept[0])?.picture;
    },
    close() {
      observer.disconnect();
      clearTimeout(timer);
    },
  };
}
