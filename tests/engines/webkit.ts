import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { setTimeout } from "node:timers/promises";
import { freePort } from "#server/node/listen.ts";
import { WINDOW, type Browser } from "./browser.ts";
import {
  asking,
  finderScript,
  type Answer,
  type Asked,
  type Path,
  type Question,
} from "./finder.ts";
import { elementId, openSession } from "./webdriver.ts";

const ENTER = "\uE007";

/**
 * Starts WebKitGTK's own small browser on a screen that nobody sees, and speaks WebDriver with it.
 */
export async function openWebKit(driverPath: string): Promise<Browser> {
  await using opened = new AsyncDisposableStack();
  const folder = await mkdtemp(join(tmpdir(), "roundtrip-webkit-"));
  // Its processes may write for a moment after it has ended.
  opened.defer(() => rm(folder, { recursive: true, maxRetries: 9 }));
  const screen = await openScreen();
  opened.defer(() => stop(screen.process));
  const port = await freePort("127.0.0.1");
  const driver = spawn(driverPath, [`--port=${port}`], {
    stdio: "ignore",
    env: { ...process.env, ...environment(screen.display, folder) },
  });
  opened.defer(() => stop(driver));
  const address = `http://127.0.0.1:${port}`;
  await answers(address, driver);
  const session = await openSession(address, {
    "webkitgtk:browserOptions": { args: ["--automation"] },
  });
  opened.defer(session.end);
  await session.post("window/rect", { x: 0, y: 0, ...WINDOW });
  const all = opened.move();

  const finder = finderScript();

  const run = (script: string) =>
    session.post("execute/sync", { script, args: [] });
  const find = async (path: Path): Promise<string> =>
    elementId(await run(`return ${asking("inView", path)}`));

  return {
    async open(url) {
      await session.post("url", { url });
      await run(finder);
    },
    ask: async <Q extends Question>(question: Q, ...args: Asked<Q>) =>
      (await run(`return ${asking(question, ...args)}`)) as Answer<Q>,
    async press(path) {
      await session.post(`element/${await find(path)}/click`);
    },
    async write(path, text) {
      const element = await find(path);
      await session.post(`element/${element}/value`, { text: text + ENTER });
    },
    async screenshot() {
      const png = (await session.get("screenshot")) as string;
      return Buffer.from(png, "base64");
    },
    close: () => all.disposeAsync(),
  };
}

/** What a browser needs that is started by no desktop, and maybe by root, as in a container. */
const environment = (display: string, folder: string) => ({
  DISPLAY: display,
  GDK_BACKEND: "x11",
  // Drawing by a graphics card that is not there costs twice the time, and crashes now and then.
  WEBKIT_DISABLE_COMPOSITING_MODE: "1",
  NO_AT_BRIDGE: "1",
  XDG_CACHE_HOME: folder,
  XDG_CONFIG_HOME: folder,
  XDG_DATA_HOME: folder,
  XDG_RUNTIME_DIR: folder,
  ...(process.getuid?.() === 0 && {
    WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: "1",
  }),
});

/** Opens a screen of its own, whose number the server chooses and says. */
async function openScreen(): Promise<{
  process: ChildProcess;
  display: string;
}> {
  const size = `${WINDOW.width}x${WINDOW.height}x24`;
  const xvfb = spawn(
    "Xvfb",
    ["-displayfd", "3", "-screen", "0", size, "-nolisten", "tcp"],
    { stdio: ["ignore", "ignore", "ignore", "pipe"] },
  );
  const said = xvfb.stdio[3] as Readable;
  const [number] = (await once(said, "data")) as [Buffer];
  return { process: xvfb, display: `:${number.toString().trim()}` };
}

/** Waits until a driver answers; throws where it has ended. */
async function answers(address: string, driver: ChildProcess): Promise<void> {
  for (;;) {
    if (driver.exitCode !== null)
      throw new Error(`WebKitWebDriver ended with code ${driver.exitCode}.`);
    const answer = await fetch(`${address}/status`).catch(() => undefined);
    if (answer?.ok) return;
    await setTimeout(50);
  }
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill();
  await once(child, "exit");
}
