import {
  expect,
  type Browser,
  type Locator,
  type Page,
} from "@playwright/test";

export const DESKTOP = { width: 1440, height: 900 };
export const PHONE = { width: 390, height: 844 };

/** The chat's page, found by roles and names. */
export function chatPage(page: Page, client = "Your chat") {
  const app = page.getByRole("group", { name: client, exact: true });
  return {
    page,
    app,
    /** What the diagram shows, in words. */
    diagram: page
      .getByRole("region", { name: /^What travels/ })
      .getByRole("img"),
    texts: (room = "Tea"): Locator =>
      app
        .getByRole("log", { name: `Messages in ${room}` })
        .getByRole("listitem")
        .locator("p.text"),
    async say(text: string): Promise<void> {
      await app.getByRole("textbox", { name: "Message" }).fill(text);
      await app.getByRole("textbox", { name: "Message" }).press("Enter");
    },
    cut: (): Promise<void> =>
      app.getByRole("button", { name: /^Cut .*network$/ }).click(),
    restore: (): Promise<void> =>
      app.getByRole("button", { name: /^Restore .*network$/ }).click(),
  };
}

/**
 * Someone new, in a browser of their own, who goes into the room Tea; `left` is what other programs
 * at the same address have left in its storage.
 */
export async function arrive(
  browser: Browser,
  root: string,
  name: string,
  viewport: { width: number; height: number },
  left: Readonly<Record<string, string>> = {},
) {
  const localStorage = Object.entries(left).map(([key, value]) => ({
    name: key,
    value,
  }));
  const { origin } = new URL(root);
  const context = await browser.newContext({
    viewport,
    storageState: { cookies: [], origins: [{ origin, localStorage }] },
  });
  const page = await context.newPage();
  await page.goto(`${root}chat/`);
  const chat = chatPage(page);
  await chat.app.getByLabel("What shall others call you?").fill(name);
  await chat.app.getByRole("button", { name: "Start" }).click();
  await expect(
    chat.app.getByRole("status").filter({ hasText: /^connected$/ }),
  ).toBeVisible();
  await chat.app.getByLabel("New room").fill("Tea");
  await chat.app.getByLabel("New room").press("Enter");
  await expect(chat.app.getByRole("heading", { name: "Tea" })).toBeVisible();
  return chat;
}
