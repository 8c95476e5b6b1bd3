import { program, runNode, Sentence } from "./run.mjs";
import { installSystemPackages } from "./system-packages.mjs";

/** Finds a Chromium to test with, or installs one; gives the path of one that stands outside Playwright. */
export async function ensureBrowser() {
  // Playwright is among the packages, which are installed by now and were not when this was loaded.
  const { findBrowser } = await import("./browser/find.mjs");
  const found = findBrowser();
  if (found) return found.path;
  console.log("Installing a browser to test with (once)…");
  await runNode(
    program("@playwright/test", "playwright"),
    ["install", "chromium", "--only-shell"],
    {
      timeout: 300_000,
    },
  );
  const own = findBrowser();
  if (own) return own.path;
  // Not every system has the first, which opens pages sooner.
  for (const name of ["chromium-headless-shell", "chromium"])
    if (await installSystemPackages(name)) break;
  const installed = findBrowser();
  if (installed) return installed.path;
  throw new Sentence(
    "There is no browser to test with, and none could be installed. " +
      "Install Chromium or Google Chrome so that it is found by name, then run npm test again.",
  );
}
