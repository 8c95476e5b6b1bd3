import puppeteer from "puppeteer-core";
import { WINDOW, type Browser } from "./browser.ts";
import {
  asking,
  finderScript,
  type Answer,
  type Asked,
  type Path,
  type Question,
} from "./finder.ts";

/** Starts a Firefox without a window and speaks WebDriver BiDi with it. */
export async function openFirefox(executablePath: string): Promise<Browser> {
  const browser = await puppeteer.launch({
    browser: "firefox",
    executablePath,
    headless: true,
    defaultViewport: WINDOW,
  });
  const [page = await browser.newPage()] = await browser.pages();
  const finder = finderScript();
  const find = (path: Path) =>
    page.evaluateHandle<[], () => Element>(asking("inView", path));

  return {
    async open(url) {
      await page.goto(url, { waitUntil: "load" });
      await page.evaluate(finder);
    },
    ask: async <Q extends Question>(question: Q, ...args: Asked<Q>) =>
      (await page.evaluate(asking(question, ...args))) as Answer<Q>,
    async press(path) {
      const element = await find(path);
      await element.click();
      await element.dispose();
    },
    async write(path, text) {
      const element = await find(path);
      await element.type(`${text}\n`);
      await element.dispose();
    },
    screenshot: () => page.screenshot(),
    close: () => browser.close(),
  };
}
