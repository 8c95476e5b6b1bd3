import { expect, type Page } from "@playwright/test";
import { builtPages } from "../support/page/built-pages.ts";
import { serveAt } from "../support/page/serve-at.ts";
import { isWhole, troubleOn } from "../support/page/site-page.ts";
import { inSteps, type Part } from "../support/page/in-steps.ts";
import { test } from "../support/page/test.ts";
import { COLOURS, violations } from "./axe.ts";
import { unmarked } from "./forced-colours.ts";
import {
  brokenWords,
  byFinger,
  cutBySpacing,
  edges,
  overflow,
  smallFields,
} from "./reading.ts";
import { labOf, readyChat, readyLab, wideTables } from "./ready-page.ts";

const WIDE = { width: 1440, height: 900 };
const LAPTOP = { width: 1280, height: 720 };
const TABLET = { width: 820, height: 1180 };
const PHONE = { width: 390, height: 844 };
const SMALLEST = { width: 320, height: 640 };

/** The lesson whose lab is looked at whole; it has all that a lab can have. */
const WHOLE_LAB = "/lessons/the-messaging-app/";

/** Pages that are looked at on the bundled server: the chat with others in it, and what is no page. */
const SERVED = ["/chat/", "/404.html"];

const DARK_BY_CHOICE = "dark, as the reader chose";

const pages = builtPages();
const root = serveAt("/some/path/");

/** The page is no wider than the window, and no table than its column; what is too long breaks between words. */
async function fits(page: Page): Promise<void> {
  expect(await wideTables(page)).toEqual([]);
  expect(await brokenWords(page)).toEqual([]);
  expect(await overflow(page)).toBe(0);
}

/** The page has no barrier as it stands now. */
async function isOpenToAll(page: Page, look: Look = {}): Promise<void> {
  await fits(page);
  expect(await violations(page, look)).toEqual([]);
}

/** Pages whose text is in one column: neither the front page, nor the chat. */
const isProse = async (page: Page): Promise<boolean> =>
  (await page.getByRole("button", { name: "Menu" }).count()) > 0 &&
  (await page.getByRole("region", { name: "The messaging app" }).count()) === 0;

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
          expect(await cutBySpacing(page)).toEqual([]);
        },
      ],
      [
        "in colours of the reader's own",
        async () => {
          await page.emulateMedia({ forcedColors: "active" });
          expect(await unmarked(page.locator("body"))).toEqual([]);
          await page.emulateMedia({ forcedColors: "none" });
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
        "820 pixels wide",
        async () => {
          await page.setViewportSize(TABLET);
          await fits(page);
          // What is read stands in the middle and takes most of the width.
          if (await isProse(page)) {
            const { before, after } = await edges(page);
            expect(Math.abs(before - after)).toBeLessThanOrEqual(1);
            expect(before).toBeLessThan(TABLET.width / 12);
          }
        },
      ],
      [
        "320 pixels wide, by finger",
        async () => {
          await page.setViewportSize(SMALLEST);
          await byFinger(page);
          if (hasLab) await readyLab(page);
          await fits(page);
          if (path === WHOLE_LAB)
            await page.getByRole("button", { name: "Search" }).click();
          await expect(page.getByRole("dialog")).toHaveCount(
            path === WHOLE_LAB ? 1 : 0,
          );
          if (path === WHOLE_LAB)
            await page.getByRole("dialog").getByRole("textbox").waitFor();
          expect(await smallFields(page)).toEqual([]);
          await page.keyboard.press("Escape");
          await byFinger(page, false);
        },
      ],
      [
        "390 pixels wide",
        async () => {
          await page.setViewportSize(PHONE);
          if (hasLab) await readyLab(page);
          await isOpenToAll(page, look);
          expect(await cutBySpacing(page)).toEqual([]);
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
