import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, type Page } from "@playwright/test";
import { buildTabPage } from "#build/tab-page.ts";
import { createSite } from "#server/node/site.ts";
import { inSteps } from "./in-steps.ts";

/** A page of tests that is served, with what it runs there. */
interface ScenarioPage {
  /** Names of all that it can run, where it knows them itself. */
  scenarios?(): string[];
  /** Runs one; a rejection is a failure. */
  runScenario(name: string): Promise<void>;
}

/** Builds a page of tests and serves it with the site's security headers. */
export async function servePage(
  html: string,
): Promise<{ url: string } & AsyncDisposable> {
  const page = await buildTabPage(html);
  const server = createServer(createSite(page.dist));
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}${page.path}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
      page[Symbol.dispose]();
    },
  };
}

/**
 * Opens a page of tests once and runs all that it has, one after the other, each as a step. An
 * error in the page that nobody took is a failure, unless `isExpected` says that it is to be.
 */
export async function runScenarios(
  page: Page,
  url: string,
  names?: readonly string[],
  isExpected: (error: Error) => boolean = () => false,
): Promise<void> {
  const wrong: string[] = [];
  page.on("pageerror", (error) => {
    if (!isExpected(error)) wrong.push(error.stack ?? error.message);
  });
  page.on("console", (message) => {
    if (/Content Security Policy/i.test(message.text()))
      wrong.push(message.text());
  });
  await page.goto(url);
  const all =
    names ??
    (await page.evaluate(
      () => (window as unknown as ScenarioPage).scenarios?.() ?? [],
    ));
  expect(all).not.toEqual([]);
  await inSteps(
    all.map((name) => [
      name,
      async () => {
        await page.evaluate(
          (scenario) =>
            (window as unknown as ScenarioPage).runScenario(scenario),
          name,
        );
        expect(wrong.splice(0)).toEqual([]);
      },
    ]),
  );
}
