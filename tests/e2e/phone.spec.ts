import { expect } from "@playwright/test";
import { codeKeepsItsHeight } from "../support/page/code-height.ts";
import { violations } from "../a11y/axe.ts";
import {
  exercisePage,
  SOLUTION,
  telling,
} from "../support/page/exercise-page.ts";
import { openBroadcast as open } from "../support/page/server-choice.ts";
import { test } from "../support/page/test.ts";

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

test("on a phone the prose stands still, the lab opens as a sheet when something happens, and the choice of server is in the menu", async ({
  page,
}) => {
  const { view, choice } = await open(page);
  await codeKeepsItsHeight(page);
  const sheet = view.lab.getByRole("button", { name: "Live lab" });
  await expect(sheet).toHaveAttribute("aria-expanded", "false");
  await view.press("Alice says hello");
  await expect(view.log("Bob")).toContainText("Alice hello");
  await expect(view.diagram).toBeInViewport();
  // What was pressed stays in view, above the sheet.
  const pressed = page
    .getByRole("main")
    .getByRole("button", { name: "Alice says hello" })
    .first();
  const edge = await view.lab.boundingBox();
  const box = await pressed.boundingBox();
  expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(edge?.y ?? 0);
  expect(box?.y).toBeGreaterThan(56);
  // Its bar is drawn to nearly the whole page, and back.
  const draw = async (by: number): Promise<void> => {
    const at = await sheet.boundingBox();
    const [x, y] = [(at?.x ?? 0) + 120, (at?.y ?? 0) + 20];
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x, y + by, { steps: 4 });
    await page.mouse.up();
  };
  await draw(-120);
  await expect
    .poll(async () => (await view.lab.boundingBox())?.y)
    .toBeLessThan(100);
  await draw(120);
  await expect
    .poll(async () => (await view.lab.boundingBox())?.y)
    .toBeGreaterThan(300);
  const overflow = await page.evaluate(
    () =>
      document.documentElement.scrollWidth -
      document.documentElement.clientWidth,
  );
  expect(overflow).toBe(0);

  await expect(choice.group).toBeHidden();
  await page.getByRole("button", { name: "Menu" }).click();
  await choice.choose("Node in this tab");
  await page.getByRole("button", { name: "Menu" }).click();
  await view.press("Alice says hello");
  await expect(view.log("Bob")).toContainText("Alice hello");
  await expect(view.lab).toContainText("clients in this tab");

  await test.step("an exercise is solved: nothing is wider than the page, and its packet is shown in the sheet", async () => {
    await view.lab.getByRole("button", { name: "Live lab" }).click();
    const { box, button, checks, check, opened, status, write } =
      exercisePage(page);
    // By finger: a touch opens the editor, and the page isn't zoomed for it.
    await box.tap();
    await expect(box).toBeFocused();
    await opened();
    await write(telling('io.emit("joke", text);'));
    await button("Check").tap();
    await expect(status).toHaveText("2 of 3 checks passed.");
    await button("Hint").tap();
    await button("Hint").tap();
    await expect(
      page.getByRole("list", { name: "Hints" }).getByText(/^Hint \d/),
    ).toHaveCount(2);
    await expect(button("Check")).toBeInViewport();
    expect(
      await box.evaluate((text) => parseFloat(getComputedStyle(text).fontSize)),
    ).toBeGreaterThanOrEqual(16);
    expect(await violations(page, { without: "the lab's own" })).toEqual([]);
    await write(SOLUTION);
    await button("Check").tap();
    await expect(status).toHaveText(
      "Solved. The packets are as they should be.",
    );
    await write(telling('io.emit("joke", text);'));
    await check();
    await checks
      .nth(1)
      .getByRole("button", { name: "show the packet" })
      .click();
    await expect(view.diagram).toBeInViewport();
    await expect(checks.nth(1)).toBeVisible();
    const isWider = await page.evaluate(
      () =>
        document.documentElement.scrollWidth >
        document.documentElement.clientWidth,
    );
    expect(isWider).toBe(false);
  });
});
