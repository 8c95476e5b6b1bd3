import { expect, type Page } from "@playwright/test";

/** What a lab does to reach a server that is not there; nothing else may fail. */
const REACHES_FOR_SERVER = /\/(?:labs|stream)\//;

/** Writes down what goes wrong on a page: failed requests, errors in its scripts and its console. */
export function troubleOn(page: Page): string[] {
  const trouble: string[] = [];
  const note = (text: string): void => {
    if (!REACHES_FOR_SERVER.test(text)) trouble.push(text);
  };
  page.on("requestfailed", (request) =>
    note(`${request.url()} ${request.failure()?.errorText ?? ""}`),
  );
  page.on("response", (response) => {
    if (response.status() >= 400)
      note(`${response.url()} ${response.status()}`);
  });
  page.on("console", (message) => {
    if (message.type() === "error")
      note(`${message.text()} ${message.location().url}`);
  });
  page.on("pageerror", (error) => note(error.message));
  return trouble;
}

/** Waits until all of a page is there: its own heading, and its lab if it has one. */
export async function isWhole(page: Page): Promise<void> {
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  // The framework's own mark of what is not alive yet.
  await expect(page.locator("astro-island[ssr]")).toHaveCount(0);
  const lab = page.getByRole("region", { name: "Live lab" });
  if ((await lab.count()) === 0) return;
  // A client's screen and its backend are loaded by then.
  await expect(
    lab.getByRole("group").getByRole("status").first(),
  ).toContainText(/connect/);
}

/** Looks for a word by the site's search and opens the first page found. */
export async function search(page: Page, word: string): Promise<void> {
  await page.getByRole("button", { name: "Search" }).click();
  const dialog = page.getByRole("dialog", { name: "Search" });
  await dialog.getByRole("textbox").fill(word);
  await dialog.getByRole("link").first().click();
}
