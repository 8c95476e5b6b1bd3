/**
 * Weighs a lesson page and times it: `node bench/page.ts [lesson]`, on a built site.
 * Prints KB as transferred before and with the lab, total blocking time and layout shift at Fast
 * 4G with 4x CPU slowdown, and how long the lab takes to connect on localhost.
 */
import type { Page } from "@playwright/test";
import { FAST_4G, launchBrowser, slowDown, startServer } from "./browser.ts";

interface Vitals {
  tbt: number;
  cls: number;
  fcp: number;
  lcp: number;
  /** When all clients on stage were connected, in ms since the page was asked for. */
  connected?: number;
}
declare global {
  interface Window {
    vitals: Vitals;
  }
}

const lesson = process.argv[2] ?? "broadcast";
using server = await startServer(4185);
const browser = await launchBrowser();

/** Gathers what the browser tells of the page's own slowness. Runs in the page. */
function observe(): void {
  const vitals: Vitals = { tbt: 0, cls: 0, fcp: 0, lcp: 0 };
  window.vitals = vitals;
  const watch = (
    type: string,
    see: (entry: PerformanceEntry) => void,
  ): void => {
    new PerformanceObserver((list) => list.getEntries().forEach(see)).observe({
      type,
      buffered: true,
    });
  };
  watch(
    "longtask",
    (entry) => (vitals.tbt += Math.max(0, entry.duration - 50)),
  );
  watch("layout-shift", (entry) => {
    const { value, hadRecentInput } = entry as PerformanceEntry & {
      value: number;
      hadRecentInput: boolean;
    };
    if (!hadRecentInput) vitals.cls += value;
  });
  watch("paint", (entry) => {
    if (entry.name === "first-contentful-paint") vitals.fcp = entry.startTime;
  });
  const look = setInterval(() => {
    const states = document.querySelectorAll('[role="group"] [role="status"]');
    if (states.length === 0) return;
    for (const { textContent } of states)
      if (!/\bconnected\b/.test(textContent)) return;
    vitals.connected = performance.now();
    clearInterval(look);
  }, 25);
  watch("largest-contentful-paint", (entry) => (vitals.lcp = entry.startTime));
}

/** Waits until every client says that it is connected, and returns the page's age then, in ms. */
const connectedAfter = async (page: Page): Promise<number> => {
  const age = await page.waitForFunction(() => window.vitals.connected, null, {
    polling: 200,
  });
  return Math.round(Number(await age.jsonValue()));
};

async function visit(options: {
  width: number;
  height: number;
  lab: boolean;
  slow: boolean;
}) {
  const context = await browser.newContext({
    viewport: { width: options.width, height: options.height },
  });
  const page = await context.newPage();
  const session = await slowDown(page, options.slow ? 4 : 1);
  await session.send("Network.enable");
  if (options.slow)
    await session.send("Network.emulateNetworkConditions", FAST_4G);
  const bytes = { Document: 0, Stylesheet: 0, Script: 0 } as Record<
    string,
    number
  >;
  const types = new Map<string, string>();
  session.on("Network.responseReceived", ({ requestId, type }) =>
    types.set(requestId, type),
  );
  session.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    const type = types.get(requestId);
    if (type !== undefined && type in bytes)
      bytes[type] = (bytes[type] ?? 0) + encodedDataLength;
  });
  await page.addInitScript(observe);
  await page.goto(`${server.origin}/lessons/${lesson}/`, { waitUntil: "load" });
  const ready = options.lab ? await connectedAfter(page) : 0;
  // Long tasks and late shifts are told a little after they happened.
  await page.evaluate(
    () => new Promise((resolve) => setTimeout(resolve, 3000)),
  );
  const vitals = await page.evaluate(() => window.vitals);
  await context.close();
  const kb = Object.fromEntries(
    Object.entries(bytes).map(([type, size]) => [
      type,
      +(size / 1024).toFixed(1),
    ]),
  );
  const total =
    Object.values(bytes).reduce((sum, size) => sum + size, 0) / 1024;
  return { kb, total: +total.toFixed(1), ready, vitals };
}

const show = (name: string, value: string): void =>
  console.log(`${name.padEnd(44)} ${value}`);
const round = ({ tbt, cls, fcp, lcp }: Vitals): string =>
  `TBT ${Math.round(tbt)} ms, CLS ${cls.toFixed(3)}, FCP ${Math.round(fcp)} ms, LCP ${Math.round(lcp)} ms`;

const before = await visit({ width: 390, height: 844, lab: false, slow: true });
show(
  "before the lab (phone, lab closed), KB",
  `${before.total} ${JSON.stringify(before.kb)}`,
);
show("  Fast 4G, 4x CPU", round(before.vitals));
const wide = { width: 1440, height: 900, lab: true };
for (let i = 0; i < 3; i += 1) {
  const running = await visit({ ...wide, slow: true });
  show(
    "with the lab running, KB",
    `${running.total} ${JSON.stringify(running.kb)}`,
  );
  show("  Fast 4G, 4x CPU", round(running.vitals));
}
const local: number[] = [];
for (let i = 0; i < 5; i += 1)
  local.push((await visit({ ...wide, slow: false })).ready);
show("from opening to all clients connected, ms", local.join(", "));
await browser.close();
