/**
 * Opens and closes a lab in the tab 1,000 times and measures what memory stays:
 * `node bench/tab-leak.ts`. Workers that run, the page's heap, and the renderer's whole memory
 * (page and workers), after each fifth of the cycles.
 */
import { readdirSync, readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { launchBrowser } from "./browser.ts";
import { measure, openMeasures, serveMeasures } from "./tab/open-page.ts";

/** Growth a cycle that nobody would notice: less than what one hop in a trace takes. */
const MOST_BYTES_A_CYCLE = 200;
const PARTS = 5;

const { values } = parseArgs({
  options: { cycles: { type: "string", default: "1000" } },
});
const cycles = Number(values.cycles);

using served = await serveMeasures();
await using browser = await launchBrowser();
const { page } = await openMeasures(browser, served.url);
const session = await page.context().newCDPSession(page);

async function look() {
  await session.send("HeapProfiler.collectGarbage");
  const { usedSize } = await session.send("Runtime.getHeapUsage");
  const { processInfo } = await (
    await browser.newBrowserCDPSession()
  ).send("SystemInfo.getProcessInfo");
  const rss = processInfo
    .filter(({ type }) => type === "renderer")
    .map(({ id }) => residentBytes(id));
  return {
    heap: usedSize,
    renderer: Math.max(...rss),
    workers: page.workers().length,
  };
}

// What a first lab needs once is not counted, nor what the first cycles warm up.
await measure(page, "cycle", Math.ceil(cycles / 10));
const first = await look();
let last = first;
print(0, first);
for (let part = 1; part <= PARTS; part++) {
  await measure(page, "cycle", Math.ceil(cycles / PARTS));
  last = await look();
  print(part * Math.ceil(cycles / PARTS), last);
}
const growth = (last.heap - first.heap) / cycles;
const reached = growth <= MOST_BYTES_A_CYCLE && last.workers === 0;
console.log(
  `page's heap: ${growth.toFixed(1)} bytes a cycle (at most ${MOST_BYTES_A_CYCLE}: ${reached ? "reached" : "MISSED"}); renderer: ${((last.renderer - first.renderer) / cycles / 1_024).toFixed(2)} KB a cycle`,
);
if (!reached) process.exitCode = 1;

function print(done: number, seen: typeof first): void {
  const mb = (bytes: number): string => (bytes / 1_048_576).toFixed(2);
  console.log(
    `${String(done).padStart(5)} cycles: heap ${mb(seen.heap)} MB, renderer ${mb(seen.renderer)} MB resident, ${seen.workers} workers`,
  );
}

function residentBytes(pid: number): number {
  if (!readdirSync("/proc").includes(String(pid))) return 0;
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) * 1_024;
}
