import AxeBuilder from "@axe-core/playwright";
import { expect, test, type Page } from "@playwright/test";
import { builtPages } from "./built-pages.ts";

const THEMES = ["light", "dark"] as const;
const SCREENS = {
  desktop: { width: 1440, height: 900 },
  phone: { width: 390, height: 844 },
};

const pages = builtPages();

/** Waits until every client of the page's lab says that it is connected, where there is a lab. */
async function labIsReady(page: Page): Promise<void> {
  const lab = page.getByRole("region", { name: "Live lab" });
  if ((await lab.count()) === 0) return;
  const states = lab.getByRole("group").getByRole("status");
  await expect
    .poll(async () => {
      const said = await states.allTextContents();
      return (
        said.length > 0 && said.every((state) => /\bconnected\b/i.test(state))
      );
    })
    .toBe(true);
}

async function violations(page: Page): Promise<string[]> {
  const { violations: found } = await new AxeBuilder({ page }).analyze();
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
        await labIsReady(page);
        expect(await violations(page)).toEqual([]);
      });
    }
  }
}
