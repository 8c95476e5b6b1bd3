import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { defineConfig, devices } from "@playwright/test";
import { launchOptionsFor } from "./scripts/browser/find.mjs";

const port = Number(process.env.ROUNDTRIP_PORT ?? 4173);
// What tests write in the chat is no visitor's. Workers take the folder of the process above them.
process.env.ROUNDTRIP_DATA ??= mkdtempSync(join(tmpdir(), "roundtrip-data-"));
const launchOptions = launchOptionsFor(process.env.ROUNDTRIP_CHROMIUM);

export default defineConfig({
  testMatch: "**/*.spec.ts",
  workers: 2,
  retries: 0,
  timeout: 90_000,
  // A client that has lost its server tries again after up to five seconds, and machines may be slow.
  expect: { timeout: 20_000 },
  forbidOnly: process.env.CI !== undefined,
  reporter: "list",
  use: {
    ...devices["Desktop Chrome"],
    baseURL: `http://localhost:${port}`,
    launchOptions,
    // Only tests of reading offline want one; elsewhere it would fetch the whole site each time.
    serviceWorkers: "block",
    // A record of each test costs more than a tenth of the time: npm test makes those of what failed.
    trace: "off",
  },
  projects: [
    { name: "site", testDir: "tests" },
    { name: "lessons", testDir: "src/content/docs/lessons" },
  ],
  webServer: {
    command: `node demo-server/node/main.ts --port ${port}`,
    url: `http://localhost:${port}/`,
    reuseExistingServer: false,
    stdout: "pipe",
    stderr: "pipe",
  },
});
