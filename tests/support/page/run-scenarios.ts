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

/** What is run of a page of tests. */
export interface Wanted {
  /** Those that it is to run, where the page does not know them itself. */
  readonly names?: readonly string[];
  /** Those of them that are wanted; all by default. */
  readonly isWanted?: (name: string) => boolean;
  /** Errors in the page that nobody took and that are to be; any other is a failure. */
  readonly isExpected?: (error: Error) => boolean;
}

/** Opens a page of tests once and runs what it has, one after the other, each as a step. */
export async function runScenarios(
  page: Page,
  url: string,
  { names, isWanted = () => true, isExpected = () => false }: Wanted = {},
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
  // Its script may still be loading what it runs.
  await page.waitForFunction(() => "runScenario" in window);
  const all =
    names ??
    (await page.evaluate(
      () => (window as unknown as ScenarioPage).scenarios?.() ?? [],
    ));
  const wanted = all.filter(isWanted);
  expect(wanted).not.toEqual([]);
  await inSteps(
    wanted.map((name) => [
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
