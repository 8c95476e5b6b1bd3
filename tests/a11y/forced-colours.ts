import type { Locator } from "@playwright/test";

/** What says of an element that it is in a state: chosen, lit, playing, pressed. */
const STATES = [
  "[aria-selected=true]",
  "[aria-pressed=true]",
  "[aria-checked=true]",
  // A picture in SVG keeps its own colours.
  "[data-lit]:not(svg *)",
  "[data-playing]",
  "[data-selected]",
  "[data-active]",
  "[aria-current]",
  ":checked",
].join(", ");

/**
 * Elements in a state that would look the same without it, but for the weight of their letters.
 * Each is looked at as the browser paints it, so with the reader's colours where those are forced.
 */
export const unmarked = (place: Locator): Promise<string[]> =>
  place.locator(STATES).evaluateAll((elements, states) => {
    // A radio button is seen by the words after it, a selected packet by its row.
    const shownBy = (element: Element): Element =>
      (element.matches("input") ? element.nextElementSibling : null) ??
      element.closest("tr") ??
      element;

    const lookOf = (element: Element): string => {
      const style = getComputedStyle(element);
      const { content } = getComputedStyle(element, "::before");
      return [
        // A forced ground keeps how opaque it was, on a page of the same colour.
        style.backgroundColor.replace(/^rgba?\((\d+, \d+, \d+).*$/, "$1"),
        style.color,
        style.borderColor,
        style.borderWidth,
        style.outlineStyle,
        style.outlineColor,
        content,
      ].join(" ");
    };

    /** Takes the state away, and gives what brings it back. */
    const takeState = (element: Element): (() => void) => {
      if (element instanceof HTMLInputElement) {
        element.checked = false;
        return () => (element.checked = true);
      }
      const had = [...element.attributes]
        .filter(({ name, value }) =>
          name.startsWith("aria-")
            ? value === "true" || name === "aria-current"
            : /^data-(lit|playing|selected|active)$/.test(name),
        )
        .map(({ name, value }) => [name, value] as const);
      for (const [name] of had) element.removeAttribute(name);
      return () => {
        for (const [name, value] of had) element.setAttribute(name, value);
      };
    };

    return elements.flatMap((element) => {
      const seen = shownBy(element);
      // A line is lit for a moment: it may have gone out since it was found.
      if (!element.matches(states)) return [];
      // What the browser itself draws has its mark.
      const isNative =
        element instanceof HTMLInputElement &&
        getComputedStyle(element).opacity !== "0";
      if (isNative || !seen.checkVisibility()) return [];
      const holder = element instanceof HTMLInputElement ? element : seen;
      const before = lookOf(seen);
      const giveBack = takeState(holder);
      const after = lookOf(seen);
      giveBack();
      return before === after ? [seen.outerHTML.slice(0, 120)] : [];
    });
  }, STATES);
