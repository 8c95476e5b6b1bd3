import type { Page } from "@playwright/test";

/** Smaller letters in a field make phones zoom in on it. */
const FIELD_LETTERS = 16;

/** Has the page take the reader's pointer for a finger, or for a mouse again. */
export async function byFinger(page: Page, isFinger = true): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send("Emulation.setTouchEmulationEnabled", {
    enabled: isFinger,
  });
  await page.waitForFunction(
    (coarse) => matchMedia("(pointer: coarse)").matches === coarse,
    isFinger,
  );
}

/** Fields that a phone would zoom in on, shown or not, each with the size of its letters. */
export const smallFields = (page: Page): Promise<string[]> =>
  page.locator("input, select, textarea").evaluateAll(
    (fields, least) =>
      fields.flatMap((field) => {
        const { fontSize } = getComputedStyle(field);
        return parseFloat(fontSize) < least
          ? [`${field.outerHTML.slice(0, 80)} ${fontSize}`]
          : [];
      }),
    FIELD_LETTERS,
  );

/** Pixels by which the page is wider than the window, or what stands in it than its own place there. */
export const overflow = (page: Page): Promise<number> =>
  page
    .locator(":root, section > div, [role=toolbar]")
    .evaluateAll((places) =>
      Math.max(
        ...places.map(({ scrollWidth, clientWidth }) =>
          clientWidth > 1 ? scrollWidth - clientWidth : 0,
        ),
      ),
    );

/** Pixels left free before the text of the page and after it. */
export const edges = (page: Page): Promise<{ before: number; after: number }> =>
  page
    .getByRole("main")
    .getByRole("paragraph")
    .first()
    .locator("xpath=..")
    .evaluate((column) => {
      const { left, right } = column.getBoundingClientRect();
      return {
        before: left,
        after: document.documentElement.clientWidth - right,
      };
    });

/** Words of the code that begin on one line and end on the next. */
export const brokenWords = (page: Page): Promise<string[]> =>
  page
    .getByRole("main")
    .locator("code, pre")
    .evaluateAll((blocks) => {
      const broken = new Set<string>();
      const range = document.createRange();
      for (const block of blocks) {
        if (!block.checkVisibility()) continue;
        const texts = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
        while (texts.nextNode()) {
          const { currentNode: text } = texts;
          for (const word of (text.nodeValue ?? "").matchAll(/[\w$]{2,}/g)) {
            range.setStart(text, word.index);
            range.setEnd(text, word.index + word[0].length);
            const lines = [...range.getClientRects()].map(({ top }) =>
              Math.round(top),
            );
            if (new Set(lines).size > 1) broken.add(word[0]);
          }
        }
      }
      return [...broken];
    });

/** What readers may set for themselves: the values of WCAG 2.2, success criterion 1.4.12. */
const SPACING = `
  * {
    line-height: 1.5 !important;
    letter-spacing: 0.12em !important;
    word-spacing: 0.16em !important;
  }
  p { margin-block-end: 2em !important; }
`;

/** Texts that are cut off when the reader gives lines, letters and words more room, and were not before. */
export async function cutBySpacing(page: Page): Promise<string[]> {
  const before = new Set(await cutTexts(page));
  const style = await page.addStyleTag({ content: SPACING });
  const after = await cutTexts(page);
  await style.evaluate((element: Element) => element.remove());
  return after.filter((text) => !before.has(text));
}

/** Texts of which a box that does not scroll hides a part. */
const cutTexts = (page: Page): Promise<string[]> =>
  page.locator("body *").evaluateAll((elements) =>
    elements.flatMap((element) => {
      const style = getComputedStyle(element);
      const isClipped = (overflow: string): boolean =>
        overflow === "hidden" || overflow === "clip";
      // What is for the ear alone is clipped to nothing.
      const isSeen =
        element.clientWidth > 1 &&
        element.checkVisibility({ visibilityProperty: true }) &&
        element.textContent.trim() !== "";
      const isCut =
        (isClipped(style.overflowX) &&
          element.scrollWidth > element.clientWidth + 1) ||
        (isClipped(style.overflowY) &&
          element.scrollHeight > element.clientHeight + 1);
      return isSeen && isCut
        ? [
            `${element.getAttribute("class") ?? element.tagName}: ${element.textContent.trim().slice(0, 60)}`,
          ]
        : [];
    }),
  );
