import { expect, type Locator, type Page } from "@playwright/test";

/** The lab of a page, where it has one. */
export const labOf = (page: Page): Locator =>
  page.getByRole("region", { name: "Live lab" });

/** Opens the lab where it is a sheet, and waits until no client is still connecting. */
export async function readyLab(page: Page): Promise<void> {
  const sheet = labOf(page).getByRole("button", { name: "Live lab" });
  if (
    (await sheet.isVisible()) &&
    (await sheet.getAttribute("aria-expanded")) === "false"
  )
    await sheet.click();
  const states = labOf(page).getByRole("group").getByRole("status");
  await expect
    .poll(async () => {
      const said = await states.allTextContents();
      const isConnected = said.some((state) => state.startsWith("connected"));
      return (
        isConnected && !said.some((state) => state.startsWith("connecting"))
      );
    })
    .toBe(true);
}

/** Opens the chat of its page as someone new, in a room of their own where they have said something. */
export async function readyChat(page: Page): Promise<void> {
  const newcomer = page.getByLabel("What shall others call you?");
  await newcomer.fill("Ada");
  await newcomer.press("Enter");
  await expect(
    page.getByRole("status").filter({ hasText: /^connected$/ }),
  ).toBeVisible();
  const room = `Room ${crypto.randomUUID().slice(0, 8)}`;
  await page.getByLabel("New room").fill(room);
  await page.getByLabel("New room").press("Enter");
  await page.getByRole("textbox", { name: "Message" }).fill("Hello");
  await page.getByRole("textbox", { name: "Message" }).press("Enter");
  await expect(
    page.getByRole("img", { name: /Ada's message.* acknowledged/ }),
  ).toBeVisible();
}

/** Tables of the prose that do not fit their column, by their first words. */
export const wideTables = (page: Page): Promise<string[]> =>
  page
    .getByRole("main")
    .getByRole("table")
    .and(page.locator(":not([aria-label])"))
    .evaluateAll((tables) =>
      tables
        .filter((table) => {
          const { width } = table.getBoundingClientRect();
          const column = table.parentElement?.clientWidth ?? 0;
          return table.scrollWidth > table.clientWidth || width > column + 1;
        })
        .map(({ textContent }) => textContent.trim().slice(0, 40)),
    );
