/** Pictures of one screen that are kept; the oldest give way. */
const MOST = 300;
/** Milliseconds between two pictures of a screen that changes all the time. */
const PACE = 100;

/** What a screen has shown, as copies of its elements, by their numbers. */
export interface Pictures {
  /** Shows a picture in the screen's place; undefined for what it shows now. */
  show(picture: number | undefined): void;
}

/**
 * Keeps what a screen shows, from now on; `pictured` is told the number of each picture as it is
 * taken. When that was by the page's clock, and which is shown, is the page's to say.
 */
export function keepPictures(
  section: HTMLElement,
  screen: HTMLElement,
  pictured: (picture: number) => void,
): Pictures {
  const kept = new Map<number, HTMLElement>();
  const past = section.ownerDocument.createElement("div");
  past.className = "past";
  past.hidden = past.inert = true;
  section.append(past);
  let count = 0;
  let last = -Infinity;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function take(): void {
    timer = undefined;
    last = performance.now();
    const picture = screen.cloneNode(true) as HTMLElement;
    // What is written in fields is no part of a copy.
    const fields = picture.querySelectorAll("input");
    screen.querySelectorAll("input").forEach((field, place) => {
      const copy = fields[place];
      if (copy) copy.value = field.value;
    });
    kept.set(count, picture);
    kept.delete(count - MOST);
    pictured(count++);
  }
  const { defaultView } = section.ownerDocument;
  const Observer = defaultView?.MutationObserver;
  if (Observer)
    new Observer(() => {
      const wait = last + PACE - performance.now();
      if (wait <= 0) take();
      else timer ??= setTimeout(take, wait);
    }).observe(screen, {
      childList: true,
      characterData: true,
      subtree: true,
    });
  take();

  return {
    show(picture) {
      const found = picture === undefined ? undefined : kept.get(picture);
      past.replaceChildren(...(found ? [found] : []));
      past.hidden = !found;
      // What is shown of the past can't be used, and what is now can't be seen.
      screen.toggleAttribute("data-hidden", found !== undefined);
      screen.inert = found !== undefined;
    },
  };
}
