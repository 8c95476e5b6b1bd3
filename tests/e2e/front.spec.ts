import { expect } from "@playwright/test";
import { test } from "../support/page/test.ts";

test("the front page is live: one press and the message travels, its frame shown", async ({
  page,
}) => {
  await page.goto("/");
  const lab = page.getByRole("region", { name: "Live lab" });
  await lab
    .getByRole("group", { name: "Alice" })
    .getByRole("textbox", { name: "Message" })
    .fill("hello Bob");
  await page.keyboard.press("Enter");
  await expect(lab.getByRole("log", { name: "Bob's messages" })).toContainText(
    "hello Bob",
  );
  await expect(lab).toContainText('42["message","hello Bob"]');
  await expect(lab.getByRole("img")).toHaveAccessibleName(
    /Alice's message reaches/,
  );
});
