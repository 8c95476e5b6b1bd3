/**
 * Measures the diagram: `node bench/diagram.ts [packets]`, on a built site.
 * First the drawing alone: frames a second and the share of time the main thread is busy with 200
 * packets in the air at 4x CPU slowdown. Then a real lab that takes 500 events a second: how long
 * a key press waits, and how much the main thread has to do, at the same slowdown.
 */
import type { CDPSession, Page } from "@playwright/test";
import { io } from "socket.io-client";
import { createServer } from "vite";
import { launchBrowser, slowDown, startServer } from "./browser.ts";
import { quantile } from "./quantile.ts";

const packets = Number(process.argv[2] ?? 200);
const SECONDS = 12;
const browser = await launchBrowser();

/** Share of the time that the main thread worked during `work`, by Chromium's own account. */
async function busy(
  session: CDPSession,
  work: () => Promise<void>,
): Promise<number> {
  await session.send("Performance.enable");
  const read = async (): Promise<Record<string, number>> => {
    const { metrics } = await session.send("Performance.getMetrics");
    return Object.fromEntries(metrics.map(({ name, value }) => [name, value]));
  };
  const before = await read();
  await work();
  const after = await read();
  const spent = (name: string): number =>
    (after[name] ?? 0) - (before[name] ?? 0);
  return spent("TaskDuration") / spent("Timestamp");
}

/** Frames that the browser really put on the screen, counted by its display in a trace. */
async function drawnFrames(
  page: Page,
  work: () => Promise<void>,
): Promise<number> {
  await browser.startTracing(page, { categories: ["viz"] });
  await work();
  const trace = JSON.parse((await browser.stopTracing()).toString()) as {
    traceEvents: { name: string; ph: string }[];
  };
  return trace.traceEvents.filter(
    ({ name, ph }) =>
      name === "Display::DrawAndSwap" && (ph === "B" || ph === "X"),
  ).length;
}

const pause = (page: Page): Promise<void> =>
  page.waitForTimeout(SECONDS * 1000);

{
  const vite = await createServer({
    root: process.cwd(),
    configFile: false,
    server: { port: 4186 },
    logLevel: "error",
  });
  await vite.listen();
  const page = await browser.newPage({
    viewport: { width: 1280, height: 720 },
  });
  await page.goto(
    `http://localhost:4186/bench/stage/index.html?packets=${packets}`,
  );
  await page.waitForSelector("canvas");
  const session = await slowDown(page, 4);
  const share = await busy(session, () => pause(page));
  const frames = await drawnFrames(page, () => pause(page));
  console.log(
    `${packets} packets in the air: ${(frames / SECONDS).toFixed(1)} frames drawn a second, main thread ${(100 * share).toFixed(1)} % busy`,
  );
  await page.close();
  await vite.close();
}

{
  using server = await startServer(4187);
  const page = await browser.newPage({
    viewport: { width: 1440, height: 900 },
  });
  const path = new Promise<string>((resolve) =>
    page.on("websocket", (socket) => {
      const { pathname } = new URL(socket.url());
      if (pathname.startsWith("/labs/")) resolve(pathname.replace(/\/$/, ""));
    }),
  );
  await page.addInitScript(() => {
    const waits: number[] = [];
    Object.assign(window, { waits });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries())
        if (entry.name === "keydown") waits.push(entry.duration);
    }).observe({
      type: "event",
      durationThreshold: 16,
      buffered: true,
    } as PerformanceObserverInit);
  });
  await page.goto(`${server.origin}/lessons/broadcast/`);
  const guest = io(server.origin, {
    path: await path,
    transports: ["websocket"],
  });
  await new Promise<void>((resolve) => guest.once("connect", () => resolve()));
  await page
    .getByRole("group", { name: "Alice" })
    .getByRole("textbox", { name: "Message" })
    .click();
  const session = await slowDown(page, 4);
  let received = 0;
  let ticks = 0;
  guest.on("announce", () => (received += 1));
  // Each call reaches the three clients on stage: 167 a second are 500 events.
  const flood = setInterval(() => {
    for (let i = 0; i < 5; i += 1)
      guest.emit("announce", { from: "Dave", text: `tick ${(ticks += 1)}` });
  }, 30);
  let keys = 0;
  const share = await busy(session, async () => {
    const until = performance.now() + SECONDS * 1000;
    while (performance.now() < until) {
      await page.keyboard.press("a");
      keys += 1;
      // At irregular times, as a person's: a beat would fall in step with the page's own.
      await page.waitForTimeout(60 + 120 * Math.random());
    }
  });
  clearInterval(flood);
  const slow = await page.evaluate(
    () => (window as Window & { waits?: number[] }).waits ?? [],
  );
  // The browser tells only of waits of 16 ms and more; the others count as 16, their bound.
  const waits = [
    ...slow,
    ...Array<number>(Math.max(0, keys - slow.length)).fill(16),
  ];
  console.log(
    `${Math.round((3 * received) / SECONDS)} events a second: key press to next frame p50 ${quantile(waits, 0.5)} ms, p95 ${quantile(waits, 0.95)} ms, worst ${Math.max(...waits)} ms over ${keys} keys; main thread ${(100 * share).toFixed(1)} % busy`,
  );
  guest.disconnect();
  await page.close();
}
await browser.close();
