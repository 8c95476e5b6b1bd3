import { expect } from "@playwright/test";
import { brokenLinks } from "../support/page/broken-links.ts";
import { labCasesOf, labLessons } from "../lessons/lab-cases.ts";
import { builtPages, scriptsThatHold } from "../support/page/built-pages.ts";
import { chatPage } from "../support/page/chat-page.ts";
import { keepFirstPromise } from "../support/page/keep-promise.ts";
import { serveAt } from "../support/page/serve-at.ts";
import { serverChoice } from "../support/page/server-choice.ts";
import { isWhole, search, troubleOn } from "../support/page/site-page.ts";
import { test } from "../support/page/test.ts";

test("every link of every page leads to a page, and to the place on it", () => {
  expect(builtPages()).not.toEqual([]);
  expect(brokenLinks()).toEqual([]);
});

test("what the lessons promise is shipped to nobody", async () => {
  const labs = (await Promise.all(labLessons().map(labCasesOf))).flat();
  const marks = labs.flatMap(({ promises }) =>
    promises.buttons.map(({ diagram }) => diagram.source),
  );
  expect(marks).not.toEqual([]);
  expect(scriptsThatHold(marks)).toEqual([]);
});

function loadsWhole(root: () => string, path: string): void {
  test(`${path} loads whole`, async ({ page }) => {
    const trouble = troubleOn(page);
    await page.goto(root() + path.slice(1));
    await isWhole(page);
    expect(trouble).toEqual([]);
  });
}

function isToldWrong(root: () => string, wrong: string): void {
  test(`${wrong} is told to be no page, and leads back`, async ({ page }) => {
    const answer = await page.goto(root() + wrong);
    expect(answer?.status()).toBe(404);
    await expect(
      page.getByRole("heading", { name: "Nobody answers here" }),
    ).toBeVisible();
    await expect(
      page.getByRole("link", { name: "Roundtrip" }),
    ).toHaveJSProperty("href", root());
    await search(page, "glossary");
    await expect(page).toHaveURL(`${root()}reference/glossary/`);
  });
}

const saysWhereItIs = (root: () => string, base: string): void => {
  test("says where it is", () => {
    expect(root()).toMatch(/^http:\/\/localhost:\d+\//);
    expect(root().endsWith(base)).toBe(true);
  });
};

// Addresses are relative, and of every page that is checked above: here it is enough to try a few.
test.describe("the built site on a static host at /", () => {
  const root = serveAt("/");
  saysWhereItIs(root, "/");
  for (const path of ["/", "/lessons/broadcast/"]) loadsWhole(root, path);
  isToldWrong(root, "lessons/nothing/");
});

test.describe("the built site on a static host at /some/path/", () => {
  const root = serveAt("/some/path/");
  saysWhereItIs(root, "/some/path/");
  // All other pages are seen to in tests/a11y, which loads them from there.
  loadsWhole(root, "/chat/");
  for (const wrong of ["nothing", "a/b/c/d"]) isToldWrong(root, wrong);

  test("one can go from page to page and search", async ({ page }) => {
    const trouble = troubleOn(page);
    await page.goto(root());
    await page.getByRole("link", { name: "Start with a connection" }).click();
    await expect(page).toHaveURL(`${root()}lessons/connect/`);
    await page.getByRole("link", { name: /Next/ }).click();
    await expect(page).toHaveURL(`${root()}lessons/transports/`);
    await search(page, "glossary");
    await expect(page).toHaveURL(`${root()}reference/glossary/`);
    expect(trouble).toEqual([]);
  });

  for (const lesson of ["broadcast", "emit-and-listen"]) {
    test(`the lab of ${lesson} runs in the tab and keeps its promise`, async ({
      page,
    }) => {
      const trouble = troubleOn(page);
      await keepFirstPromise(page, root(), lesson);
      await serverChoice(page).runsOn("In this tab");
      await expect(serverChoice(page).notice).toBeVisible();
      expect(trouble).toEqual([]);
    });
  }

  test("the chat runs in the tab, says so, and talks", async ({ page }) => {
    const trouble = troubleOn(page);
    await page.goto(`${root()}chat/`);
    await expect(
      page.getByText("No server answers here, so this chat runs in your tab."),
    ).toBeVisible();
    await expect(page.getByText(/nobody else sees it/)).toBeVisible();
    const [alice, carol] = [chatPage(page, "Alice"), chatPage(page, "Carol")];
    await alice.say("Tea?");
    await expect(carol.texts()).toHaveText(["Tea?"]);
    expect(trouble).toEqual([]);
  });

  test("an address without its last slash leads to the page", async ({
    page,
  }) => {
    await page.goto(`${root()}lessons/send`);
    await expect(page).toHaveURL(`${root()}lessons/send/`);
    await isWhole(page);
  });

  test("a page allows its own scripts and no others", async ({ page }) => {
    await page.goto(`${root()}reference/glossary/`);
    const blocked = page.waitForEvent("console", (message) =>
      message.text().includes("Content Security Policy"),
    );
    await page.evaluate(() => {
      const script = document.createElement("script");
      script.textContent = "document.title = 'theirs'";
      document.head.append(script);
    });
    await blocked;
    await expect(page).toHaveTitle(/Glossary/);
  });
});
