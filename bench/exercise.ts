/**
 * Times an exercise: `node bench/exercise.ts`, on a built site; with `--on flask` the same in
 * Python, and with `--on client` one in which the reader writes the clients; the browser is that of `ROUNDTRIP_CHROMIUM`, or the one that the tests take. Prints, as
 * medians in ms: from Check to the verdict, for the first check of a page (cold; its files are in
 * the browser's cache), for each later one, and after a program that never ends; KB of the editor
 * as transferred; and the page's heap in MB before and after 50 checks. For Python, the memory of
 * the browser's processes too: what its worker takes isn't in the page's heap.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import type { Page } from "@playwright/test";
import { launchKept, startServer } from "./browser.ts";
import { quantile } from "./quantile.ts";

const ROUNDS = 5;
const CHECKS = 50;

const { on } = parseArgs({
  options: { on: { type: "string", default: "node" } },
}).values;
if (on !== "node" && on !== "flask" && on !== "client")
  throw new Error(
    "Exercises are for a server or for clients: --on node, --on flask, or --on client.",
  );
const PATH = on === "client" ? "/lessons/connect/" : "/lessons/broadcast/";
const REGION = on === "client" ? "Exercise: Say who you are" : "Exercise";

const SOLUTIONS = {
  node: `import { Server } from "socket.io";

const io = new Server(3000);

io.on("connection", (socket) => {
  socket.on("joke", (text) => {
    socket.broadcast.emit("joke", text);
  });
});
`,
  flask: `from flask import Flask
from flask_socketio import SocketIO, emit

app = Flask(__name__)
socketio = SocketIO(app)


@socketio.on("joke")
def on_joke(text):
    emit("joke", text, broadcast=True, include_self=False)


if __name__ == "__main__":
    socketio.run(app)
`,
  client: readFileSync(
    fileURLToPath(
      new URL(
        "../src/content/docs/lessons/connect/exercises/3-say-who-you-are/solution/client.jsx",
        import.meta.url,
      ),
    ),
    "utf8",
  ),
};
const SOLUTION = SOLUTIONS[on];
const ENDLESS = {
  node: SOLUTION.replace(/socket\.broadcast.*/, "while (true) {}"),
  flask: SOLUTION.replace(/emit\("joke".*/, "while True: pass"),
  client: SOLUTION.replace(/socket\.emit\("i-am".*/, "while (true) {}"),
}[on];

using server = await startServer(4186);
const profile = mkdtempSync(join(tmpdir(), "roundtrip-bench-"));
const browser = await launchKept(profile);
// The lab of the page runs on the host: Python in the page is for the exercise alone.
await browser.addInitScript(
  (id) => localStorage.setItem("server", id),
  on === "client" ? "node" : on,
);

const show = (name: string, value: string): void =>
  console.log(`${name.padEnd(44)} ${value}`);
const median = (values: readonly number[]): string =>
  `${quantile(values, 0.5).toFixed(0)}; all: ${values.map((each) => each.toFixed(0)).join(", ")}`;

/** Presses Check on the page, and gives the ms until a verdict stands there. */
const check = (page: Page): Promise<number> =>
  page.evaluate(async (region) => {
    const exercise = [
      ...document.querySelectorAll(`.exercise[aria-label="${region}"]`),
    ].find((each) => each.checkVisibility());
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
  }, REGION);

/** Opens the page, its exercise touched, with a program in its box. */
async function open(program: string): Promise<Page> {
  const page = await browser.newPage();
  await page.goto(server.origin + PATH);
  await page.waitForSelector('[aria-label="Live lab"] .client .dot, .clients');
  await write(page, program);
  return page;
}

async function write(page: Page, program: string): Promise<void> {
  const box = page.getByRole("region", { name: REGION }).getByRole("textbox");
  await box.focus();
  await page.waitForSelector(".exercise .cm-content:visible");
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

/** Memory of all the browser's processes, in MB, each page of it counted once. */
function memoryOfBrowser(): number {
  const own = readdirSync("/proc").filter((pid) => {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, "utf8").includes(profile);
    } catch {
      return false;
    }
  });
  const all = new Set(own);
  for (let before = -1; before !== all.size;) {
    before = all.size;
    for (const pid of readdirSync("/proc").filter((name) => /^\d+$/.test(name)))
      try {
        const parent = readFileSync(`/proc/${pid}/stat`, "utf8")
          .split(") ")[1]
          ?.split(" ")[1];
        if (parent !== undefined && all.has(parent)) all.add(pid);
      } catch {
        continue;
      }
  }
  return [...all].reduce((sum, pid) => {
    try {
      const text = readFileSync(`/proc/${pid}/smaps_rollup`, "utf8");
      return sum + Number(/^Pss:\s+(\d+)/m.exec(text)?.[1] ?? 0) / 1e3;
    } catch {
      return sum;
    }
  }, 0);
}

// Brings the files into the browser's cache.
const first = await open(SOLUTION);
show(
  "the first of all, with its files loaded, ms",
  median([await check(first)]),
);
await first.close();

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
const allBefore = memoryOfBrowser();
const many: number[] = [];
for (let n = 0; n < CHECKS; n += 1) many.push(await check(page));
show(`${CHECKS} checks one right after the other, ms`, median(many));
show(
  "heap before and after them, MB",
  `${before.toFixed(1)}, ${(await heapOf(page)).toFixed(1)}`,
);
if (on === "flask")
  show(
    "memory of the browser before and after, MB",
    `${allBefore.toFixed(0)}, ${memoryOfBrowser().toFixed(0)}`,
  );
await write(page, ENDLESS);
show("from Check to a loop that is stopped, ms", median([await check(page)]));
await write(page, SOLUTION);
show("and the check after it, ms", median([await check(page)]));
await browser.close();
rmSync(profile, { recursive: true, force: true });
