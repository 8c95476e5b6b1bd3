import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { program, run, runNode, Sentence } from "./run.mjs";

const NAMES = [
  "chromium",
  "chromium-browser",
  "google-chrome",
  "google-chrome-stable",
];

const runs = (file) =>
  spawnSync(file, ["--version"], { timeout: 30_000 }).status === 0;

function inPath() {
  return (process.env.PATH ?? "")
    .split(delimiter)
    .flatMap((folder) => NAMES.map((name) => join(folder, name)))
    .find((file) => existsSync(file) && runs(file));
}

async function playwrights() {
  const { chromium } = await import("@playwright/test");
  const file = chromium.executablePath();
  return existsSync(file) && runs(file) ? file : undefined;
}

/** How to run a command as root, or undefined where that needs a password. */
function asRoot() {
  if (process.getuid?.() === 0) return [];
  if (spawnSync("sudo", ["-n", "true"]).status === 0) return ["sudo", "-n"];
  return undefined;
}

async function fromSystemPackages() {
  const prefix = asRoot();
  if (!prefix || spawnSync("apt-get", ["--version"]).status !== 0) return;
  for (const words of [
    ["update"],
    ["install", "-y", "--no-install-recommends", "chromium"],
  ]) {
    const [file, ...args] = [...prefix, "apt-get", "-qq", ...words];
    await run(file, args);
  }
}

/** Finds a Chromium to test with, or installs one; gives the path of one that stands outside Playwright. */
export async function ensureBrowser() {
  if (await playwrights()) return undefined;
  const found = inPath();
  if (found) return found;
  console.log("Installing a browser to test with (once)…");
  await runNode(
    program("@playwright/test", "playwright"),
    ["install", "chromium"],
    {
      timeout: 300_000,
    },
  );
  if (await playwrights()) return undefined;
  await fromSystemPackages();
  const installed = inPath();
  if (installed) return installed;
  throw new Sentence(
    "There is no browser to test with, and none could be installed. " +
      "Install Chromium or Google Chrome so that it is found by name, then run npm test again.",
  );
}
