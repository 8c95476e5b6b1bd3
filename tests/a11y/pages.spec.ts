import { expect, type Page } from "@playwright/test";
import { builtPages } from "../support/page/built-pages.ts";
import { serveAt } from "../support/page/serve-at.ts";
import { isWhole, troubleOn } from "../support/page/site-page.ts";
import { inSteps, type Part } from "../support/page/in-steps.ts";
import { test } from "../support/page/test.ts";
import { COLOURS, violations } from "./axe.ts";
import { labOf, readyChat, readyLab, wideTables } from "./ready-page.ts";

const WIDE = { width: 1440, height: 900 };
const LAPTOP = { width: 1280, height: 720 };
const PHONE = { width: 390, height: 844 };

/** The lesson whose lab is looked at whole; it has all that a lab can have. */
const WHOLE_LAB = "/lessons/the-messaging-app/";

/** Pages that are looked at on the bundled server: the chat with others in it, and what is no page. */
const SERVED = ["/chat/", "/404.html"];

const DARK_BY_CHOICE = "dark, as the reader chose";

const pages = builtPages();
const root = serveAt("/some/path/");

/** The page has no barrier as it stands now, and no table that leaves its column. */
async function isOpenToAll(page: Page, look: Look = {}): Promise<void> {
  expect(await wideTables(page)).toEqual([]);
  expect(await violations(page, look)).toEqual([]);
}
type Look = Parameters<typeof violations>[1];

test("the built site has pages", () => {
  expect(pages).toContain(WHOLE_LAB);
});

// A page is loaded once, from a folder of a static host, and then looked at as it changes: the same
// elements, rules and widths.
for (const path of pages)
  test(`${path} loads whole and has no barrier, wide and narrow, light and dark`, async ({
    page,
  }) => {
    await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
    await page.setViewportSize(WIDE);
    if (SERVED.includes(path)) await page.goto(path);
    else {
      const trouble = troubleOn(page);
      await page.goto(root() + path.slice(1));
      await isWhole(page);
      expect(trouble).toEqual([]);
    }
    const hasLab = (await labOf(page).count()) > 0;
    const look: Look =
      hasLab && path !== WHOLE_LAB ? { without: "the lab's own" } : {};
    const looks: Part[] = [
      [
        "1440 pixels wide",
        async () => {
          if (path === "/chat/") {
            await isOpenToAll(page);
            await readyChat(page);
          }
          if (hasLab) await readyLab(page);
          await isOpenToAll(page, look);
        },
      ],
      [
        "1280 pixels wide",
        async () => {
          await page.setViewportSize(LAPTOP);
          await isOpenToAll(page, look);
        },
      ],
      [
        "390 pixels wide",
        async () => {
          await page.setViewportSize(PHONE);
          if (hasLab) await readyLab(page);
          await isOpenToAll(page, look);
        },
      ],
      [
        // The themes differ in nothing but colours.
        "dark, as the reader's system is",
        async () => {
          await page.emulateMedia({ colorScheme: "dark" });
          await expect(page.locator("html")).toHaveAttribute(
            "data-theme",
            "dark",
          );
          await isOpenToAll(page, { ...look, rules: COLOURS });
        },
      ],
      [
        // That this is so when the page is opened again is seen in tests/e2e/server-choice.spec.ts.
        DARK_BY_CHOICE,
        async () => {
          await page.emulateMedia({ colorScheme: "light" });
          await page.setViewportSize(WIDE);
          await page.getByLabel("Theme").selectOption("Dark");
          await expect(page.locator("html")).toHaveAttribute(
            "data-theme",
            "dark",
          );
          await isOpenToAll(page, { rules: COLOURS });
        },
      ],
    ];
    await inSteps(
      looks.filter(
        ([name]) =>
          (hasLab || name !== "1280 pixels wide") &&
          (path === WHOLE_LAB || name !== DARK_BY_CHOICE),
      ),
    );
  });
