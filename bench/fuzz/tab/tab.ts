import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { buildTabPage } from "#build/tab-page.ts";
import { createHost } from "#server/node/host.ts";
import { launchBrowser } from "../../browser.ts";
import type { Target } from "../target.ts";
import { add, createTally } from "../tally.ts";
import type { Fuzz } from "./page.ts";

/** Inputs of one lab. */
const PER_LAB = 500;
/** How long a browser takes to let go of workers that have ended. */
const LETTING_GO_MS = 5_000;

/** Opens the tab's servers in a page, which speaks to them on their virtual network. */
export async function openTab(): Promise<Target> {
  const built = await buildTabPage(
    fileURLToPath(new URL("./index.html", import.meta.url)),
  );
  const host = createHost({
    dist: built.dist,
    lessonsDir: fileURLToPath(new URL("../lessons", import.meta.url)),
  });
  const server = createServer();
  host.attach(server);
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  const browser = await launchBrowser();
  const page = await browser.newPage();
  const errors: string[] = [];
  page.on("crash", () => errors.push("The page has crashed."));
  page.on("pageerror", (error) => errors.push(String(error)));
  await page.goto(`http://127.0.0.1:${port}${built.path}`);
  await page.waitForFunction(() => "fuzz" in window);
  const session = await page.context().newCDPSession(page);

  return {
    errors,
    async send(first, inputs) {
      const all = createTally();
      for (let at = first; at < first + inputs;) {
        const end = Math.min(
          first + inputs,
          (Math.floor(at / PER_LAB) + 1) * PER_LAB,
        );
        const came = await page.evaluate(
          ([from, times]) =>
            (window as unknown as { fuzz: Fuzz }).fuzz.send(from, times),
          [at, end - at] as const,
        );
        add(all, came.tally);
        errors.push(...came.errors);
        at = end;
      }
      return all;
    },
    async settle() {
      await page.evaluate(() =>
        (window as unknown as { fuzz: Fuzz }).fuzz.endChat(),
      );
      await delay(LETTING_GO_MS);
      for (let time = 0; time < 2; time++)
        await session.send("HeapProfiler.collectGarbage");
      const { usedSize } = await session.send("Runtime.getHeapUsage");
      // What its allocators keep for later goes, too.
      const level = "critical";
      await session.send("Memory.simulatePressureNotification", { level });
      await delay(LETTING_GO_MS);
      const browserSession = await browser.newBrowserCDPSession();
      const { processInfo } = await browserSession.send(
        "SystemInfo.getProcessInfo",
      );
      const renderers = processInfo.filter(({ type }) => type === "renderer");
      return {
        rss: Math.max(...renderers.map(({ id }) => residentBytes(id))),
        heap: usedSize,
        labs: page.workers().length,
      };
    },
    isWell: () => page.evaluate(() => true),
    async [Symbol.asyncDispose]() {
      await browser.close();
      await host.close();
      built[Symbol.dispose]();
    },
  };
}

function residentBytes(pid: number): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, "utf8");
    return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) * 1_024;
  } catch {
    // Not on every system.
    return 0;
  }
}
