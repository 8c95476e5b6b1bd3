import AxeBuilder from "@axe-core/playwright";
import { expect, test, type Locator, type Page } from "@playwright/test";
import { builtPages } from "../support/page/built-pages.ts";

const THEMES = ["light", "dark"] as const;
/** The themes differ in nothing but colours, so the second needs only those rules. */
const RULES = {
  light: undefined,
  dark: ["color-contrast", "link-in-text-block"],
};
const SCREENS = {
  desktop: { width: 1440, height: 900 },
  laptop: { width: 1280, height: 720 },
  phone: { width: 390, height: 844 },
};

const pages = builtPages();

const labOf = (page: Page): Locator =>
  page.getByRole("region", { name: "Live lab" });

/** Opens the lab where it is a sheet, and waits until no client is still connecting. */
async function readyLab(page: Page): Promise<void> {
  const sheet = labOf(page).getByRole("button", { name: "Live lab" });
  if (await sheet.isVisible()) await sheet.click();
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
async function readyChat(page: Page): Promise<void> {
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
const wideTables = (page: Page): Promise<string[]> =>
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

/** What axe finds; by `rules` only, where they are given. */
async function violations(page: Page, rules?: string[]): Promise<string[]> {
  const axe = new AxeBuilder({ page });
  if (rules) axe.withRules(rules);
  const { violations: found } = await axe.analyze();
  return found.map(
    ({ id, help, nodes }) =>
      `${id}: ${help}\n${nodes.map(({ html, failureSummary }) => `  ${html}\n  ${failureSummary ?? ""}`).join("\n")}`,
  );
}

test("the built site has pages", () => {
  expect(pages).not.toEqual([]);
});

for (const path of pages) {
  for (const theme of THEMES) {
    for (const [screen, viewport] of Object.entries(SCREENS)) {
      test(`${path} has no barrier in ${theme} on a ${screen}`, async ({
        page,
      }) => {
        await page.setViewportSize(viewport);
        await page.emulateMedia({
          colorScheme: theme,
          reducedMotion: "reduce",
        });
        await page.addInitScript((chosen) => {
          localStorage.setItem("starlight-theme", chosen);
        }, theme);
        await page.goto(path);
        expect(await wideTables(page)).toEqual([]);
        const hasLab = (await labOf(page).count()) > 0;
        // Where there is room, the lab opens by itself, and is looked at once it stands.
        if (screen === "phone" || !hasLab)
          expect(await violations(page, RULES[theme])).toEqual([]);
        if (path === "/chat/") {
          await readyChat(page);
          expect(await violations(page, RULES[theme])).toEqual([]);
        }
        if (!hasLab) return;
        await readyLab(page);
        expect(await violations(page, RULES[theme])).toEqual([]);
      });
    }
  }
}
