import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { chromium } from "@playwright/test";

/** Those that only tests drive come first: they open a page in about two thirds of the time. */
const NAMES = [
  "chromium-headless-shell",
  "chromium",
  "chromium-browser",
  "google-chrome",
  "google-chrome-stable",
];

const runs = (file) =>
  existsSync(file) &&
  spawnSync(file, ["--version"], { timeout: 30_000 }).status === 0;

const isShell = (file) => /headless.shell/.test(file);

/** Whether Playwright has its own headless shell, which it takes by itself. */
const hasOwnShell = () =>
  existsSync(
    chromium
      .executablePath()
      .replace(/([\\/])chromium-(\d+)\1.*/, "$1chromium_headless_shell-$2"),
  );

const inPath = () =>
  (process.env.PATH ?? "")
    .split(delimiter)
    .flatMap((folder) => NAMES.map((name) => join(folder, name)));

/**
 * A Chromium to test with: Playwright's own headless shell, the system's, then any other. Gives
 * `{}` for Playwright's own, `{ path }` for one elsewhere, and undefined where there is none.
 */
export function findBrowser() {
  if (hasOwnShell()) return {};
  const found = [chromium.executablePath(), ...inPath()].filter(runs);
  const path = found.find(isShell) ?? found[0];
  return path === undefined ? undefined : { path };
}

/** How Playwright launches it; `given` is the path of one that was found before. */
export function launchOptionsFor(given) {
  const path = given ?? findBrowser()?.path;
  return path === undefined
    ? {}
    : { executablePath: path, args: ["--no-sandbox"] };
}
