import { expect } from "@playwright/test";
import { codeIsLaidOut } from "../support/page/lesson-page.ts";
import { test } from "../support/page/test.ts";

for (const width of [1280, 390])
  test(`code has its height before it comes into view, ${width} pixels wide`, async ({
    page,
  }) => {
    await page.setViewportSize({ width, height: 720 });
    await page.goto("/lessons/transports/?server=tab");
    await codeIsLaidOut(page);
    const grown = await page
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
    expect(grown).toEqual([]);
  });
