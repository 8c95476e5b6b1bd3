import { expect } from "@playwright/test";
import { breakNext } from "../support/page/meddle.ts";
import { test } from "../support/page/test.ts";

test("the front page is live: one press and the message travels, its frame shown; what goes wrong in the diagram is said there", async ({
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

  await breakNext(page, ".diagram, .diagram *");
  await lab
    .getByRole("group", { name: "Bob" })
    .getByRole("textbox", { name: "Message" })
    .fill("hello Alice");
  await page.keyboard.press("Enter");
  const stopped = lab.getByRole("alert").filter({ hasText: "The diagram" });
  await expect(stopped).toHaveText(
    /^The diagram stopped working: The node is gone/,
  );
  await stopped.getByRole("button", { name: "Open it again" }).click();
  await expect(lab.getByRole("img")).toHaveAccessibleName(
    /Bob's message reaches/,
  );
});
