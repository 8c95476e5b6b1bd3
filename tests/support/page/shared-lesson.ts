import type { BrowserContextOptions, Page } from "@playwright/test";
import { lessonPage } from "./lesson-page.ts";
import { test } from "./test.ts";

/** A lesson's page that is opened once for the tests of a file, or of a group of them. */
export interface SharedLesson {
  /** The page, in a test. */
  page(): Page;
  view(): ReturnType<typeof lessonPage>;
}

/**
 * Opens the page before the first test, and gives each of the others a new lab: one load for all.
 * What a test changes of the page beside its lab, it leaves to the next.
 */
export function sharedLesson(
  address: string,
  options: BrowserContextOptions = {},
): SharedLesson {
  let page: Page | undefined;
  let isUsed = false;
  const opened = (): Page => {
    if (!page) throw new Error("The shared page is there in tests only.");
    return page;
  };

  test.beforeAll(async ({ browser }) => {
    // A context of its own: axe cannot look at a page without one.
    page = await (await browser.newContext(options)).newPage();
    isUsed = false;
    await page.goto(address);
  });
  test.beforeEach(async () => {
    if (isUsed) await lessonPage(opened()).reset();
    isUsed = true;
  });
  test.afterAll(() => page?.context().close());

  return { page: opened, view: () => lessonPage(opened()) };
}
