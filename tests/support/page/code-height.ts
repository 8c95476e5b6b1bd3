import { expect, type Page } from "@playwright/test";

/** Waits until all code has its height, in view or not: before, what is below it may move. */
export async function codeIsLaidOut(page: Page): Promise<void> {
  await expect
    .poll(() =>
      page
        .locator(".expressive-code")
        .evaluateAll(
          (blocks) =>
            blocks.filter(
              (block) => getComputedStyle(block).contentVisibility === "auto",
            ).length,
        ),
    )
    .toBe(0);
}

/** On a page that was just opened, no block of code grows or shrinks when it comes into view. */
export async function codeKeepsItsHeight(page: Page): Promise<void> {
  await codeIsLaidOut(page);
  const changed = await page
    .locator(".expressive-code:visible")
    .evaluateAll(async (blocks) => {
      const heights = (): number[] =>
        blocks.map((block) => block.getBoundingClientRect().height);
      const before = heights();
      for (const block of blocks) {
        block.scrollIntoView({ behavior: "instant" });
        for (let i = 0; i < 3; i += 1)
          await new Promise((resolve) => requestAnimationFrame(resolve));
      }
      const by = heights().map((height, at) => height - (before[at] ?? 0));
      return by.filter((pixels) => Math.abs(pixels) > 1);
    });
  expect(changed).toEqual([]);
}
