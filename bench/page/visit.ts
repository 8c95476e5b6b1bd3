import type { Browser, CDPSession } from "@playwright/test";
import { FAST_4G, slowDown } from "../browser.ts";

/** What a browser told of a page's slowness. */
export interface Vitals {
  /** Every task over 50 ms: from when to when, in ms since the page was asked for. */
  tasks: [from: number, to: number][];
  cls: number;
  fcp: number;
  lcp: number;
  /** When all clients on stage were connected, in ms since the page was asked for. */
  connected?: number;
  whenConnected: Promise<void>;
}
declare global {
  interface Window {
    vitals: Vitals;
  }
}

/** Gathers what the browser tells of the page's own slowness. Runs in the page. */
function observe(): void {
  const { promise, resolve } = Promise.withResolvers<void>();
  const vitals: Vitals = {
    tasks: [],
    cls: 0,
    fcp: 0,
    lcp: 0,
    whenConnected: promise,
  };
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
  watch("longtask", ({ startTime, duration }) =>
    vitals.tasks.push([startTime, startTime + duration]),
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
    vitals.connected = Math.round(performance.now());
    clearInterval(look);
    resolve();
  }, 25);
  watch("largest-contentful-paint", (entry) => (vitals.lcp = entry.startTime));
}

/**
 * Asks the page in its own words. Playwright's `evaluate` would first run its own script in the
 * page, a task of 70 ms at 4x slowdown, which would be counted as the page's.
 */
async function ask(session: CDPSession, expression: string): Promise<unknown> {
  const { result } = await session.send("Runtime.evaluate", {
    expression,
    awaitPromise: true,
    returnByValue: true,
  });
  return result.value;
}

/** A page, and how it is looked at. */
export interface Visit {
  readonly url: string;
  readonly width: number;
  readonly height: number;
  /** Waits until its lab's clients are connected. */
  readonly lab: boolean;
  /** At Fast 4G and 4x CPU slowdown. */
  readonly slow: boolean;
}

/** Opens a page in a fresh browser context and measures it for three seconds after it has loaded. */
export async function visit(
  browser: Browser,
  { url, width, height, lab, slow }: Visit,
): Promise<{ kb: Record<string, number>; total: number; vitals: Vitals }> {
  const context = await browser.newContext({ viewport: { width, height } });
  const page = await context.newPage();
  const session = await slowDown(page, slow ? 4 : 1);
  await session.send("Network.enable");
  if (slow) await session.send("Network.emulateNetworkConditions", FAST_4G);
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
  await page.goto(url, { waitUntil: "load" });
  if (lab) await ask(session, "vitals.whenConnected");
  // Long tasks and late shifts are told a little after they happened.
  const vitals = (await ask(
    session,
    "new Promise((done) => setTimeout(() => done(vitals), 3000))",
  )) as Vitals;
  await context.close();
  const kb = Object.fromEntries(
    Object.entries(bytes).map(([type, size]) => [
      type,
      +(size / 1024).toFixed(1),
    ]),
  );
  const total =
    Object.values(bytes).reduce((sum, size) => sum + size, 0) / 1024;
  return { kb, total: +total.toFixed(1), vitals };
}

/**
 * Total blocking time, in ms: what tasks after the first contentful paint took over 50 ms each
 * (https://web.dev/articles/tbt). It is counted until the measuring ends.
 */
export const tbtOf = ({ tasks, fcp }: Vitals): number =>
  tasks
    .filter(([, to]) => to > fcp)
    .reduce(
      (sum, [from, to]) => sum + Math.max(0, to - Math.max(from, fcp) - 50),
      0,
    );

/** The longest task that a page had, in ms; 0 where none was over 50. */
export const longestOf = ({ tasks }: Vitals): number =>
  Math.max(0, ...tasks.map(([from, to]) => to - from));
