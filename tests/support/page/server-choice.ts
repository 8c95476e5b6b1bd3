import { expect, type Locator, type Page } from "@playwright/test";
import { lessonPage } from "./lesson-page.ts";

/** What the lab says where it runs in the tab because no server answers. */
export const NO_SERVER =
  "No server answers here, so this lab runs in your tab.";

/** The choice of server of a page, found by roles and names. */
export function serverChoice(page: Page) {
  const group = page.getByRole("radiogroup", { name: "Server" });
  const radio = (name: string): Locator =>
    group.getByRole("radio", { name, exact: true });
  const lab = page.getByRole("region", { name: "Live lab" });
  return {
    group,
    radio,
    notice: lab.getByText(NO_SERVER),
    /** Chooses it; what then runs may be another. */
    choose: (name: string): Promise<void> => radio(name).click(),
    /** Waits until the choice and the lab say that it runs there. */
    async runsOn(
      name: "Node" | "Flask" | "Node in this tab" | "Flask in this tab",
    ): Promise<void> {
      const place = name === "Node in this tab" ? "in this tab" : `on ${name}`;
      await expect(lab.getByText(`clients ${place}`)).toBeVisible();
      await expect(radio(name)).toBeChecked();
    },
  };
}

/** The clients of Broadcast. */
export const three = ["Alice", "Bob", "Carol"];

/** Opens Broadcast, at the address given or on the site under test. */
export async function openBroadcast(
  page: Page,
  address = "/lessons/broadcast/",
) {
  const view = lessonPage(page);
  await page.goto(address);
  return { view, choice: serverChoice(page) };
}

/** How many servers run in the page's tab. */
export const servers = (page: Page): number =>
  page.workers().filter((worker) => worker.url().includes("/worker-")).length;
