import { expect, test } from "@playwright/test";
import { FAULT_SCENARIOS } from "../fault-scenarios.ts";
import { SCENARIOS } from "../scenarios.ts";
import { servePage } from "./serve-page.ts";
import { TAB_SCENARIOS } from "./tab-scenarios.ts";

let site: Awaited<ReturnType<typeof servePage>>;
test.beforeAll(async () => {
  site = await servePage();
});
test.afterAll(() => site[Symbol.asyncDispose]());

test.describe("a lab on the server in this tab", () => {
  for (const { name } of [...SCENARIOS, ...FAULT_SCENARIOS, ...TAB_SCENARIOS]) {
    test(name, async ({ page }) => {
      const wrong: string[] = [];
      page.on("pageerror", (error) => wrong.push(error.stack ?? error.message));
      page.on("console", (message) => {
        if (/Content Security Policy/i.test(message.text()))
          wrong.push(message.text());
      });
      await page.goto(site.url);
      expect(wrong).toEqual([]);
      await page.evaluate(
        (scenario) =>
          (
            window as unknown as { runScenario(name: string): Promise<void> }
          ).runScenario(scenario),
        name,
      );
      expect(wrong).toEqual([]);
    });
  }
});
