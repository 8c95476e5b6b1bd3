/**
 * Times the choice of Flask in a lesson that runs on Node, until every client is connected:
 * `node bench/switch.ts [lesson]`, on a built site, with Flask installed.
 */
import { launchBrowser, startServer } from "./browser.ts";
import { verdict } from "./lab/processes.ts";
import { quantile } from "./quantile.ts";

/** What must be reached, in milliseconds. */
const MOST_MS = 1_500;
const ROUNDS = 5;

const lesson = process.argv[2] ?? "broadcast";
using server = await startServer(4186);
const browser = await launchBrowser();
const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });

/** Chooses a server and waits until the clients are connected there; gives the milliseconds it took. Runs in the page. */
function choose(id: string): Promise<number> {
  const begun = performance.now();
  document
    .querySelector<HTMLInputElement>(`[data-server-choice] [value="${id}"]`)
    ?.click();
  return new Promise((done) => {
    const look = (): void => {
      const where = document.querySelector(".lab-bar .where")?.textContent;
      if (new RegExp(`^\\d+ clients on ${id}\\b`, "i").test(where ?? ""))
        done(performance.now() - begun);
      else requestAnimationFrame(look);
    };
    look();
  });
}

await fetch(`${server.origin}/flask/healthz`);
await page.goto(`${server.origin}/lessons/${lesson}/`);
await page.waitForFunction(() =>
  /^\d+ clients on Node ·/.test(
    document.querySelector(".lab-bar .where")?.textContent ?? "",
  ),
);
const times: number[] = [];
for (let i = 0; i < ROUNDS; i += 1) {
  times.push(await page.evaluate(choose, "flask"));
  await page.evaluate(choose, "node");
}
await browser.close();
console.log(`to Flask, ms     ${times.map(Math.round).join(", ")}`);
const median = quantile(times, 0.5);
verdict(
  "median, ms",
  median.toFixed(0),
  median <= MOST_MS,
  `at most ${MOST_MS}`,
);
