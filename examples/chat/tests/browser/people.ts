import type { Browser, BrowserContextOptions, Page } from "@playwright/test";
import { expect } from "@playwright/test";

export const DESKTOP: BrowserContextOptions = {
  viewport: { width: 1280, height: 800 },
};
export const PHONE: BrowserContextOptions = {
  viewport: { width: 390, height: 844 },
  hasTouch: true,
  isMobile: true,
};

/** Someone with a browser of their own, who has said their name and is connected. */
export async function arrive(
  browser: Browser,
  url: string,
  name: string,
  options: BrowserContextOptions,
) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  await page.goto(url);
  await page.getByLabel("What shall others call you?").fill(name);
  await page.getByRole("button", { name: "Start" }).click();
  await expect(page.getByRole("status")).toHaveText("connected");
  return { page, context };
}

/** Opens a room, the first of all by its name, or joins it. */
export async function enter(page: Page, room: string) {
  await page.getByLabel("New room").fill(room);
  await page.getByRole("button", { name: "Open", exact: true }).click();
  await expect(page.getByRole("heading", { name: room })).toBeVisible();
}

export async function say(page: Page, text: string) {
  await page.getByRole("textbox", { name: "Message" }).fill(text);
  await page.keyboard.press("Enter");
}

/** What the room's messages say, in order. */
export const texts = (page: Page) =>
  page.getByRole("log").getByRole("listitem").locator("p[dir=auto]");
