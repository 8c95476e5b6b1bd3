import { appendFileSync } from "node:fs";
import { test as base, type Page } from "@playwright/test";

/** Whether a request is for the document of a page itself, and the first for it. */
function countLoads(page: Page, count: () => void): void {
  page.on("request", (request) => {
    if (
      request.isNavigationRequest() &&
      request.redirectedFrom() === null &&
      request.frame() === page.mainFrame()
    )
      count();
  });
}

/** Labs run in real time, as for a reader who has chosen that, until a test chooses a speed. */
function chooseRealTime(): void {
  try {
    localStorage.setItem(
      "lab-speed",
      localStorage.getItem("lab-speed") ?? "real",
    );
  } catch {
    // A page without an address has no storage, and no lab.
  }
}

/**
 * Playwright's own, with labs in real time, which counts the pages that all tests of a worker load, by whatever means. The
 * sum is written into the file that `ROUNDTRIP_PAGE_LOADS` names: a run may load so many and no more.
 */
export const test = base.extend<object, { pageLoads: undefined }>({
  pageLoads: [
    async ({ browser }, use) => {
      let loads = 0;
      const newContext = browser.newContext.bind(browser);
      browser.newContext = async (...options) => {
        const context = await newContext(...options);
        await context.addInitScript(chooseRealTime);
        context.on("page", (page) => countLoads(page, () => (loads += 1)));
        return context;
      };
      await use(undefined);
      const file = process.env["ROUNDTRIP_PAGE_LOADS"];
      if (file !== undefined) appendFileSync(file, `${loads}\n`);
    },
    { scope: "worker", auto: true },
  ],
});
