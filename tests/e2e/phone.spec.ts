import { expect } from "@playwright/test";
import { codeKeepsItsHeight } from "../support/page/code-height.ts";
import { openBroadcast as open } from "../support/page/server-choice.ts";
import { test } from "../support/page/test.ts";

test.use({ viewport: { width: 390, height: 844 } });

test("on a phone the prose stands still, the lab opens as a sheet when something happens, and the choice of server is in the menu", async ({
  page,
}) => {
  const { view, choice } = await open(page);
  await codeKeepsItsHeight(page);
  await view.press("Alice says hello");
  await expect(view.log("Bob")).toContainText("Alice hello");
  await expect(view.diagram).toBeInViewport();
  const overflow = await page.evaluate(
    () =>
      document.documentElement.scrollWidth -
      document.documentElement.clientWidth,
  );
  expect(overflow).toBe(0);

  await expect(choice.group).toBeHidden();
  await page.getByRole("button", { name: "Menu" }).click();
  await choice.choose("In this tab");
  await page.getByRole("button", { name: "Menu" }).click();
  await view.press("Alice says hello");
  await expect(view.log("Bob")).toContainText("Alice hello");
  await expect(view.lab).toContainText("clients in this tab");
});
