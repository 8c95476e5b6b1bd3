import { spawn, type ChildProcess } from "node:child_process";
import { existsSync } from "node:fs";
import { once } from "node:events";
import {
  chromium,
  type Browser,
  type BrowserContext,
  type CDPSession,
  type LaunchOptions,
  type Page,
} from "@playwright/test";

/** Lighthouse's and DevTools' "Fast 4G": bytes a second and milliseconds. */
export const FAST_4G = {
  offline: false,
  downloadThroughput: (9 * 1000 * 1000 * 0.9) / 8,
  uploadThroughput: (1.5 * 1000 * 1000 * 0.9) / 8,
  latency: 165,
} as const;

/** The browser that tests use: Playwright's own, or the system's. */
export const launchBrowser = (): Promise<Browser> =>
  chromium.launch(settings());

const settings = (): LaunchOptions =>
  existsSync(chromium.executablePath())
    ? {}
    : {
        executablePath: process.env.ROUNDTRIP_CHROMIUM ?? "/usr/bin/chromium",
        args: ["--no-sandbox"],
      };

/** The same with a profile of its own in a folder, so that what is loaded is cached as for a reader. */
export const launchKept = (profile: string): Promise<BrowserContext> =>
  chromium.launchPersistentContext(profile, settings());

/** Starts the bundled server on a port of its choice and resolves once it serves. */
export async function startServer(
  port: number,
): Promise<{ origin: string; process: ChildProcess } & Disposable> {
  const server = spawn(
    process.execPath,
    ["demo-server/node/main.ts", "--port", String(port)],
    {
      stdio: ["ignore", "pipe", "inherit"],
    },
  );
  await once(server.stdout, "data");
  return {
    origin: `http://localhost:${port}`,
    process: server,
    [Symbol.dispose]: () => void server.kill(),
  };
}

/** Slows the page's processor down by `rate`. */
export async function slowDown(page: Page, rate: number): Promise<CDPSession> {
  const session = await page.context().newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", { rate });
  return session;
}
