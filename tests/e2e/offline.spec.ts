import { expect, type Page } from "@playwright/test";
import { launchElsewhere } from "../support/page/elsewhere.ts";
import { keptAddresses } from "../support/page/built-pages.ts";
import { solveJoke } from "../support/page/exercise-page.ts";
import { keepFirstPromise } from "../support/page/keep-promise.ts";
import {
  find,
  isKept,
  isWhole,
  search,
  troubleOn,
} from "../support/page/site-page.ts";
import {
  CHANGED_TITLE,
  openStaticSite,
  type StaticSite,
} from "../support/page/static-site.ts";
import { serverChoice } from "../support/page/server-choice.ts";
import { test } from "../support/page/test.ts";

test.use({ serviceWorkers: "allow", launchOptions: launchElsewhere() });

/** Its WebAssembly, its standard library, its packages and its worker. */
const PYTHON_FILES = 4;

/** Addresses of all that the browser keeps. */
const keptBy = (page: Page): Promise<string[]> =>
  page.evaluate(async () => {
    const versions = await caches.keys();
    const kept = await Promise.all(
      versions.map(async (name) => (await caches.open(name)).keys()),
    );
    // A mark of the worker's own says that a version is whole.
    return kept
      .flat()
      .map(({ url }) => url)
      .filter((url) => !url.endsWith("?whole"));
  });

/** What becomes of the version that the host has now, once the browser has tried to keep it. */
const stateOfNew = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    await registration.update();
    const worker = registration.installing ?? registration.waiting;
    if (!worker) return "none";
    if (worker.state === "installing")
      await new Promise((done) =>
        worker.addEventListener("statechange", done, { once: true }),
      );
    return worker.state;
  });

const title = (page: Page) => page.getByRole("heading", { level: 1 });

let site: StaticSite;
test.beforeEach(async () => {
  site = await openStaticSite("elsewhere");
});
test.afterEach(() => site.close());

test("after one visit the site is whole whatever its host does: its pages, the search, a lab, an exercise", async ({
  context,
  page,
}) => {
  const { root } = site;
  await page.goto(`${root}lessons/broadcast/`);
  await isKept(page);
  const kept = await keptBy(page);
  expect(kept.toSorted()).toEqual(
    keptAddresses()
      .map((address) => root + address)
      .toSorted(),
  );

  await test.step("Python is kept where the reader says so, and not before", async () => {
    await serverChoice(page).choose("Flask in this tab");
    const asked = page.getByText(
      /^Keep Python for when you’re offline\? It takes 7 MB\.$/,
    );
    await expect(asked).toBeVisible();
    expect(await keptBy(page)).toHaveLength(kept.length);
    await page.getByRole("button", { name: "Keep", exact: true }).click();
    await expect(page.getByText("Python works offline now.")).toBeVisible();
    expect(await keptBy(page)).toHaveLength(kept.length + PYTHON_FILES);
  });

  await test.step("a version that is not all there is not kept", async () => {
    await site.serveTorn();
    expect(await stateOfNew(page)).toBe("redundant");
  });

  await test.step("the host hangs, and the page of the first visit loads what it loads late", async () => {
    site.hang();
    await search(page, "glossary");
    await expect(page).toHaveURL(`${root}reference/glossary/`);
    await isWhole(page);
  });

  await test.step("the host is down behind its proxy", async () => {
    site.breakDown();
    await page.goto(`${root}chat/`);
    await isWhole(page);
    await expect(title(page).first()).not.toHaveText(CHANGED_TITLE);
  });

  await test.step("there is no network", async () => {
    await context.setOffline(true);
    await site.close();
    const trouble = troubleOn(page);
    await keepFirstPromise(page, "broadcast", `${root}lessons/broadcast`);
    await expect(page).toHaveURL(`${root}lessons/broadcast/`);
    await serverChoice(page).runsOn("Flask in this tab");
    // The exercise in JavaScript is for who reads JavaScript.
    await serverChoice(page).choose("Node");
    await solveJoke(page);
    expect(trouble).toEqual([]);
    await page.goto(`${root}not/a/page`);
    await expect(title(page)).toHaveText("Page not found");
    await expect(page.getByRole("link", { name: "Roundtrip" })).toHaveAttribute(
      "href",
      root,
    );
  });
});

test("a new version is seen at the next load, the old one stays whole where it is open, and goes when it is closed", async ({
  context,
  page,
}) => {
  await page.goto(site.root);
  await isKept(page);
  const old = await context.newPage();
  await old.goto(`${site.root}lessons/broadcast/`);
  await site.serveChanged();

  await page.reload();
  await expect(title(page)).toHaveText(CHANGED_TITLE);
  expect(await stateOfNew(page)).toBe("installed");
  // Going back to an earlier version is a new version as well.
  site.serveBuilt();
  expect(await stateOfNew(page)).toBe("installed");
  await site.serveChanged();
  expect(await stateOfNew(page)).toBe("installed");

  await context.setOffline(true);
  await search(page, "glossary");
  await expect(page).toHaveURL(`${site.root}reference/glossary/`);
  await expect(title(page)).toHaveText(CHANGED_TITLE);
  // Its index is on no host any more.
  await expect(await find(old, "glossary")).toBeVisible();

  await old.close();
  await page.close();
  const later = await context.newPage();
  await later.goto(site.root);
  await expect(title(later)).toHaveText(CHANGED_TITLE);
  await expect
    .poll(() => later.evaluate(async () => (await caches.keys()).length))
    .toBe(1);
});
