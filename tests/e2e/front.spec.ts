import { expect } from "@playwright/test";
import { breakNext } from "../support/page/meddle.ts";
import { test } from "../support/page/test.ts";

test("the front page is live: one press and the message travels, its frame shown; what goes wrong in it is said in its place", async ({
  page,
}) => {
  await page.goto("/");
  const lab = page.getByRole("region", { name: "Live lab" });
  await expect(lab).toContainText("The frame that arrives is shown here.");
  // Of no part of the lab that could be opened by itself.
  await breakNext(page, ".delivery");
  await lab
    .getByRole("group", { name: "Alice" })
    .getByRole("textbox", { name: "Message" })
    .fill("hello Bob");
  await page.keyboard.press("Enter");
  await expect(lab.getByText("The lab stopped working")).toHaveText(
    "The lab stopped working: The node is gone",
  );
  await lab.getByRole("button", { name: "Open it again" }).click();
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
  await expect(
    lab.getByRole("log", { name: "Alice's messages" }),
  ).toContainText("hello Alice");
});
