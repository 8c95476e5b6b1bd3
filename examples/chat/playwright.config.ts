import { existsSync } from "node:fs";
import { chromium, defineConfig } from "@playwright/test";

const elsewhere = process.env["CHAT_CHROMIUM"] ?? "/usr/bin/chromium";

export default defineConfig({
  testDir: "tests/browser",
  globalSetup: "./tests/browser/build-client.ts",
  workers: 1,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  forbidOnly: process.env["CI"] !== undefined,
  reporter: "list",
  use: {
    launchOptions: existsSync(chromium.executablePath())
      ? {}
      : { executablePath: elsewhere, args: ["--no-sandbox"] },
    trace: "retain-on-failure",
  },
});
