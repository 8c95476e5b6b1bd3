import { existsSync } from "node:fs";
import { chromium, defineConfig } from "@playwright/test";

/** Those of the system; the first is for tests alone, and opens a page sooner. */
const elsewhere =
  process.env["CHAT_CHROMIUM"] ??
  ["/usr/bin/chromium-headless-shell", "/usr/bin/chromium"].find((file) =>
    existsSync(file),
  );
const isPlaywrights =
  process.env["CHAT_CHROMIUM"] === undefined &&
  existsSync(chromium.executablePath());

export default defineConfig({
  testDir: "tests/browser",
  globalSetup: "./tests/browser/build-client.ts",
  workers: 1,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  forbidOnly: process.env["CI"] !== undefined,
  reporter: "list",
  use: {
    launchOptions:
      isPlaywrights || elsewhere === undefined
        ? {}
        : { executablePath: elsewhere, args: ["--no-sandbox"] },
    // A record costs time: ask for one of what failed, with --last-failed --trace on.
    trace: "off",
  },
});
