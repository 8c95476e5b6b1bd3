import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { Browser, Page } from "@playwright/test";
import { buildTabPage } from "#build/tab-page.ts";
import type { Measures } from "./page.ts";

/** Builds the page under measure and serves it, with the labs of a bundled server beside it. */
export async function serveMeasures(): Promise<
  { dist: string; url: string } & Disposable
> {
  const page = await buildTabPage(
    fileURLToPath(new URL("./index.html", import.meta.url)),
  );
  const file = fileURLToPath(new URL("../lab/serve.ts", import.meta.url));
  const server = fork(file, ["host", page.dist]);
  const { port } = await new Promise<{ port: number }>((done) =>
    server.once("message", (message) => done(message as { port: number })),
  );
  return {
    dist: page.dist,
    url: `http://127.0.0.1:${port}${page.path}`,
    [Symbol.dispose]() {
      server.disconnect();
      page[Symbol.dispose]();
    },
  };
}

/** Opens the page in a context of its own, with nothing in its cache. */
export async function openMeasures(browser: Browser, url: string) {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(url);
  await page.waitForFunction(() => "measures" in window);
  return { page, close: () => context.close() };
}

/** Calls one of the page's measures. */
export const measure = <K extends keyof Measures>(
  page: Page,
  name: K,
  ...values: Parameters<Measures[K]>
): Promise<Awaited<ReturnType<Measures[K]>>> =>
  page.evaluate(
    ([which, given]) => {
      const { measures } = window as unknown as {
        measures: Record<string, (...all: unknown[]) => Promise<never>>;
      };
      const run = measures[which];
      if (!run) throw new Error(`The page has no measure "${which}".`);
      return run(...given);
    },
    [name, values] as [string, unknown[]],
  );
