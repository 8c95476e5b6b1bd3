import { expect, type Locator, type Page } from "@playwright/test";

/** Where a lab knocks to find out whether the bundled server is there. */
const KNOCK = "/healthz";

/**
 * Writes down what goes wrong on a page: failed requests, errors in its scripts and its console.
 * One knock in vain is no trouble where there is no server; a second one is.
 */
export function troubleOn(page: Page): string[] {
  const trouble: string[] = [];
  let knocks = 0;
  const failed = (url: string, how: string | number): void => {
    if (url.endsWith(KNOCK) && ++knocks === 1) return;
    trouble.push(`${url} ${how}`);
  };
  page.on("requestfailed", (request) =>
    failed(request.url(), request.failure()?.errorText ?? ""),
  );
  page.on("response", (response) => {
    if (response.status() >= 400) failed(response.url(), response.status());
  });
  page.on("console", (message) => {
    const { url } = message.location();
    // The browser itself says so of the knock, which is counted above.
    if (message.type() === "error" && !url.endsWith(KNOCK))
      trouble.push(`${message.text()} ${url}`);
  });
  page.on("pageerror", (error) => trouble.push(error.message));
  return trouble;
}

/** Waits until all of a page is there: its own heading, and its lab if it has one. */
export async function isWhole(page: Page): Promise<void> {
  // An app on the page may have headings of its own.
  await expect(page.getByRole("heading", { level: 1 }).first()).toBeVisible();
  // The framework's own mark of what is not alive yet.
  await expect(
    page.locator('astro-island[ssr]:not([client="touch"])'),
  ).toHaveCount(0);
  const chat = page.getByRole("region", { name: "The messaging app" });
  if ((await chat.count()) > 0) {
    // It runs in the tab here, with its clients in a room.
    await expect(chat.getByText(/^\d+ here:/).first()).toBeVisible();
    return;
  }
  const lab = page.getByRole("region", { name: "Live lab" });
  if ((await lab.count()) === 0) return;
  // A client's screen and its backend are loaded by then.
  await expect(
    lab.getByRole("group").getByRole("status").first(),
  ).toContainText(/connect/);
}

/** Looks for a word by the site's search; gives the link to the first page found. */
export async function find(page: Page, word: string): Promise<Locator> {
  await page.getByRole("button", { name: "Search" }).click();
  const dialog = page.getByRole("dialog", { name: "Search" });
  await dialog.getByRole("textbox").fill(word);
  return dialog.getByRole("link").first();
}

/** Looks for a word by the site's search and opens the first page found. */
export async function search(page: Page, word: string): Promise<void> {
  await (await find(page, word)).click();
}

/** Asks, by the control at the page's end, for the site to be kept in the browser. */
export async function keepSite(page: Page): Promise<void> {
  await page
    .getByRole("button", { name: "Save this site for offline use" })
    .click();
  await isKept(page);
}

/** Waits until the site is kept in the browser: its service worker serves this page. */
export async function isKept(page: Page): Promise<void> {
  await page.waitForFunction(() => navigator.serviceWorker.controller);
}
