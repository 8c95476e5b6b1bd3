/**
 * Times an exercise: `node bench/exercise.ts`, on a built site; the browser is that of
 * `ROUNDTRIP_CHROMIUM`, or the one that the tests take. Prints, as medians in ms: from Check to the
 * verdict, for the first check of a page (cold), for each later one, and after a program that never
 * ends; KB of the editor as transferred; and the page's heap in MB before and after 50 checks.
 */
import type { Page } from "@playwright/test";
import { launchBrowser, startServer } from "./browser.ts";
import { quantile } from "./quantile.ts";

const ROUNDS = 5;
const CHECKS = 50;
const PATH = "/lessons/broadcast/";

const SOLUTION = `import { Server } from "socket.io";

const io = new Server(3000);

io.on("connection", (socket) => {
  socket.on("joke", (text) => {
    socket.broadcast.emit("joke", text);
  });
});
`;
const ENDLESS = SOLUTION.replace(/socket\.broadcast.*/, "while (true) {}");

using server = await startServer(4186);
const browser = await launchBrowser();

const show = (name: string, value: string): void =>
  console.log(`${name.padEnd(44)} ${value}`);
const median = (values: readonly number[]): string =>
  `${quantile(values, 0.5).toFixed(0)}; all: ${values.map((each) => each.toFixed(0)).join(", ")}`;

/** Presses Check on the page, and gives the ms until a verdict stands there. */
const check = (page: Page): Promise<number> =>
  page.evaluate(async () => {
    const exercise = document.querySelector(".exercise");
    const button = exercise?.querySelector<HTMLElement>(".go");
    const status = exercise?.querySelector('[role="status"]');
    if (!exercise || !button || !status)
      throw new Error("There is no exercise.");
    const began = performance.now();
    button.click();
    // What was said last is taken away first.
    for (let cleared = false; ;) {
      await new Promise((resolve) => setTimeout(resolve, 5));
      const said = status.textContent;
      cleared ||= said === "";
      if (cleared && said !== "") return performance.now() - began;
    }
  });

/** Opens the page, its exercise touched, with a program in its box. */
async function open(program: string): Promise<Page> {
  const page = await browser.newPage();
  await page.goto(server.origin + PATH);
  await page.waitForSelector('[aria-label="Live lab"] .client .dot, .clients');
  await write(page, program);
  return page;
}

async function write(page: Page, program: string): Promise<void> {
  const box = page
    .getByRole("region", { name: "Exercise" })
    .getByRole("textbox");
  await box.focus();
  await page.waitForSelector(".exercise .cm-content");
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.insertText(program);
}

const heapOf = async (page: Page): Promise<number> => {
  const session = await page.context().newCDPSession(page);
  await session.send("HeapProfiler.collectGarbage");
  const { usedSize } = await session.send("Runtime.getHeapUsage");
  await session.detach();
  return usedSize / 1e6;
};

const cold: number[] = [];
const later: number[] = [];
for (let round = 0; round < ROUNDS; round += 1) {
  const page = await open(SOLUTION);
  cold.push(await check(page));
  // Another sandbox is made ahead a moment later.
  await page.waitForTimeout(2_000);
  later.push(await check(page));
  if (round === 0) {
    const editor = await page.evaluate(() =>
      performance
        .getEntriesByType("resource")
        .filter(({ name }) => /code-mirror|languages/.test(name))
        .reduce(
          (sum, entry) =>
            sum + (entry as PerformanceResourceTiming).encodedBodySize,
          0,
        ),
    );
    show("the editor, KB", (editor / 1024).toFixed(1));
  }
  await page.close();
}
show("from Check to the verdict, cold, ms", median(cold));
show("from Check to the verdict, later, ms", median(later));

const page = await open(SOLUTION);
await check(page);
const before = await heapOf(page);
const many: number[] = [];
for (let n = 0; n < CHECKS; n += 1) many.push(await check(page));
show(`${CHECKS} checks one right after the other, ms`, median(many));
show(
  "heap before and after them, MB",
  `${before.toFixed(1)}, ${(await heapOf(page)).toFixed(1)}`,
);
await write(page, ENDLESS);
show("from Check to a loop that is stopped, ms", median([await check(page)]));
await write(page, SOLUTION);
show("and the check after it, ms", median([await check(page)]));
await browser.close();
