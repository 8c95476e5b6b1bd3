import { expect, type Page } from "@playwright/test";
import { keptAddresses } from "../support/page/built-pages.ts";
import { lessonPage } from "../support/page/lesson-page.ts";
import { keepFirstPromise } from "../support/page/keep-promise.ts";
import {
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
import { test } from "../support/page/test.ts";

test.use({ serviceWorkers: "allow" });

/** Pages of each kind. That all are kept is seen in the cache. */
const SOME_PAGES = ["", "lessons/broadcast/", "reference/glossary/", "chat/"];

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

test.describe("on a static host", () => {
  let site: StaticSite;
  test.beforeEach(async () => {
    site = await openStaticSite();
  });
  test.afterEach(() => site.close());

  test("after one visit every page opens without a network, and search works", async ({
    context,
    page,
  }) => {
    await page.goto(site.root);
    await isKept(page);
    const kept = await keptBy(page);
    expect(kept.toSorted()).toEqual(
      keptAddresses()
        .map((address) => site.root + address)
        .toSorted(),
    );
    await context.setOffline(true);
    await site.close();
    const trouble = troubleOn(page);
    for (const path of SOME_PAGES) {
      await page.goto(site.root + path);
      await isWhole(page);
    }
    await search(page, "glossary");
    await expect(page).toHaveURL(`${site.root}reference/glossary/`);
    await page.goto(`${site.root}lessons/send`);
    await expect(page).toHaveURL(`${site.root}lessons/send/`);
    expect(trouble).toEqual([]);
    await page.goto(`${site.root}not/a/page`);
    await expect(title(page)).toHaveText("Nobody answers here");
    await page.getByRole("link", { name: "Roundtrip" }).click();
    await expect(page).toHaveURL(site.root);
  });

  test("after one visit a lesson's lab works without a network", async ({
    context,
    page,
  }) => {
    await page.goto(site.root);
    await isKept(page);
    await context.setOffline(true);
    await site.close();
    const trouble = troubleOn(page);
    for (const lesson of ["broadcast", "emit-and-listen"])
      await keepFirstPromise(page, site.root, lesson);
    expect(trouble).toEqual([]);
  });

  test("what is loaded late works too on the page of the first visit", async ({
    page,
  }) => {
    await page.goto(`${site.root}lessons/send/`);
    await isKept(page);
    await site.close();
    await search(page, "glossary");
    await expect(page).toHaveURL(`${site.root}reference/glossary/`);
  });

  test("a new version is seen at the next load, the old one stays whole where it is open, and goes when it is closed", async ({
    context,
    page,
  }) => {
    await page.goto(site.root);
    await isKept(page);
    const old = await context.newPage();
    await old.goto(`${site.root}lessons/send/`);
    await site.serveChanged();

    await page.reload();
    await expect(title(page)).toHaveText(CHANGED_TITLE);
    expect(await stateOfNew(page)).toBe("installed");
    await context.setOffline(true);
    await page.reload();
    await expect(title(page)).toHaveText(CHANGED_TITLE);
    await search(page, "glossary");
    await expect(page).toHaveURL(`${site.root}reference/glossary/`);
    await expect(title(page)).toHaveText(CHANGED_TITLE);
    // Its index is on no host any more.
    await search(old, "glossary");
    await expect(old).toHaveURL(`${site.root}reference/glossary/`);

    await old.close();
    await page.close();
    const later = await context.newPage();
    await later.goto(site.root);
    await expect(title(later)).toHaveText(CHANGED_TITLE);
    await expect
      .poll(() => later.evaluate(async () => (await caches.keys()).length))
      .toBe(1);
  });

  test("going back to an earlier version is a new version as well", async ({
    context,
    page,
  }) => {
    await site.serveChanged();
    await page.goto(site.root);
    await isKept(page);
    await expect(title(page)).toHaveText(CHANGED_TITLE);
    site.serveBuilt();
    expect(await stateOfNew(page)).toBe("installed");
    await site.serveChanged();
    expect(await stateOfNew(page)).toBe("installed");
    await context.setOffline(true);
    await page.reload();
    await expect(title(page)).toHaveText(CHANGED_TITLE);
  });

  test("a version that is not all there is not kept", async ({ page }) => {
    await page.goto(site.root);
    await isKept(page);
    await site.serveTorn();
    expect(await stateOfNew(page)).toBe("redundant");
    await site.close();
    await page.reload();
    await isWhole(page);
    await expect(title(page)).not.toHaveText(CHANGED_TITLE);
  });

  for (const [trouble, make] of [
    ["hangs", () => site.hang()],
    ["is down behind its proxy", () => site.breakDown()],
  ] as const) {
    test(`a host that ${trouble} still shows the pages that are kept`, async ({
      page,
    }) => {
      await page.goto(site.root);
      await isKept(page);
      make();
      await page.goto(`${site.root}lessons/send/`);
      await isWhole(page);
    });
  }
});

test("on the bundled server, the labs' traffic goes past what is kept", async ({
  page,
}) => {
  const view = lessonPage(page);
  await view.open("broadcast");
  await isKept(page);
  const polls: boolean[] = [];
  page.on("response", (response) => {
    if (response.url().includes("/labs/"))
      polls.push(response.fromServiceWorker());
  });
  const reloaded = await page.reload();
  expect(reloaded?.fromServiceWorker()).toBe(true);
  await view.connected("Alice", "Bob", "Carol");
  await view.press("Alice says hello");
  await expect(view.log("Bob")).toContainText("Alice hello");
  expect(polls.length).toBeGreaterThan(0);
  expect(polls).not.toContain(true);
});
