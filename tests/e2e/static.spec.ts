import { expect, type Locator, type Page } from "@playwright/test";
import { exerciseCases } from "../exercises/exercise-cases.ts";
import { brokenLinks, whatIsWrong } from "../support/page/broken-links.ts";
import { labCasesOf, labLessons } from "../lessons/lab-cases.ts";
import {
  builtHtml,
  builtPages,
  scriptsThatHold,
} from "../support/page/built-pages.ts";
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

test("every link of a hint leads to a place on a page", async () => {
  const cases = await exerciseCases();
  expect(cases).not.toEqual([]);
  const links = cases.flatMap(({ exercise, definition }) =>
    Object.values(definition.checks).flatMap(({ link }) =>
      link ? [{ exercise, to: link.to }] : [],
    ),
  );
  const broken = links.flatMap(({ exercise, to }) => {
    const why = whatIsWrong(to, `/lessons/${exercise.split("/")[0] ?? ""}/`);
    return why === undefined ? [] : [`${exercise}: ${to}: ${why}`];
  });
  expect(broken).toEqual([]);
});

test("no code of any page is translated with it", () => {
  const code = builtHtml().flatMap(
    (html) => html.match(/<code\b[^>]*>/g) ?? [],
  );
  expect(code).not.toEqual([]);
  expect(code.filter((tag) => !tag.includes('translate="no"'))).toEqual([]);
});

test("what cannot work without JavaScript says so in its place, and nothing there can be pressed", () => {
  const pages = builtHtml();
  const said = (html: string, what: string): number =>
    html.match(
      new RegExp(
        `<noscript[^>]*>\\s*<p[^>]*>\\s*${what} needs JavaScript`,
        "g",
      ),
    )?.length ?? 0;
  const withLab = pages.filter((html) =>
    html.includes('aria-label="Live lab"'),
  );
  expect(withLab).not.toEqual([]);
  for (const html of withLab) expect(said(html, "The live lab")).toBe(1);
  const chat = pages.filter((html) => html.includes("Opening the chat"));
  expect(chat.map((html) => said(html, "The chat"))).toEqual([1]);

  const all = pages.join("");
  const questions = all.match(/<fieldset\b[^>]*data-predict[^>]*>/g) ?? [];
  expect(questions).not.toEqual([]);
  expect(said(all, "This question")).toBe(questions.length);
  const buttons = all.match(/<button\b[^>]*data-try[^>]*>/g) ?? [];
  expect(buttons).not.toEqual([]);
  expect(
    [...questions, ...buttons].filter((tag) => !/\sdisabled\b/.test(tag)),
  ).toEqual([]);
});

test("what the lessons promise is shipped to nobody", async () => {
  const labs = (await Promise.all(labLessons().map(labCasesOf))).flat();
  const marks = labs.flatMap(({ promises }) =>
    promises.buttons.map(({ diagram }) => diagram.source),
  );
  expect(marks).not.toEqual([]);
  expect(scriptsThatHold(marks)).toEqual([]);
});

/** An address of no page says so, and knows where the site begins. */
async function isToldWrong(page: Page, root: string, wrong: string) {
  const answer = await page.goto(root + wrong);
  expect(answer?.status()).toBe(404);
  await expect(
    page.getByRole("heading", { name: "Page not found" }),
  ).toBeVisible();
  const home = page.getByRole("link", { name: "Roundtrip" });
  await expect(home).toHaveJSProperty("href", root);
  return home;
}

/** Follows a link to where it says that it leads. */
async function follow(link: Locator): Promise<void> {
  const to = await link.evaluate((a: HTMLAnchorElement) => a.href);
  await link.click();
  await expect(link.page()).toHaveURL(to);
}

async function findsGlossary(page: Page, root: string): Promise<void> {
  await search(page, "glossary");
  await expect(page).toHaveURL(`${root}reference/glossary/`);
}

const saysWhereItIs = (root: () => string, base: string): void => {
  test(`says that it is at ${base}`, () => {
    expect(root()).toMatch(/^http:\/\/localhost:\d+\//);
    expect(root().endsWith(base)).toBe(true);
  });
};

// Addresses are relative, and of every page that is checked above: here it is enough to try a few.
test.describe("the built site on a static host at /", () => {
  const root = serveAt("/");
  saysWhereItIs(root, "/");

  test("a wrong address leads to a search, and a lab keeps its promise", async ({
    page,
  }) => {
    await isToldWrong(page, root(), "nothing");
    const trouble = troubleOn(page);
    await findsGlossary(page, root());
    await keepFirstPromise(page, "broadcast", `${root()}lessons/broadcast/`);
    expect(trouble).toEqual([]);
  });
});

test.describe("the built site on a static host at /some/path/", () => {
  const root = serveAt("/some/path/");
  saysWhereItIs(root, "/some/path/");
  // That each page loads whole there is seen in tests/a11y.

  test("one can go from a wrong address to a page, to the next, and search", async ({
    page,
  }) => {
    const home = await isToldWrong(page, root(), "a/b/c/d");
    const trouble = troubleOn(page);
    await follow(home);
    await isWhole(page);
    await follow(page.getByRole("link", { name: "Start with a connection" }));
    await follow(page.getByRole("link", { name: /^Next/ }));
    await findsGlossary(page, root());
    expect(trouble).toEqual([]);

    await test.step("a page allows its own scripts and no others", async () => {
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

  test("an address without its last slash leads to the page, whose lab runs in the tab and keeps its promise", async ({
    page,
  }) => {
    const trouble = troubleOn(page);
    await keepFirstPromise(page, "broadcast", `${root()}lessons/broadcast`);
    await expect(page).toHaveURL(`${root()}lessons/broadcast/`);
    await serverChoice(page).runsOn("Node in this tab");
    await expect(serverChoice(page).notice).toBeVisible();
    expect(trouble).toEqual([]);
  });

  test("the chat runs in the tab: three clients talk, it says that nobody else sees it, and a reload keeps the history", async ({
    page,
  }) => {
    const trouble = troubleOn(page);
    await page.goto(`${root()}chat/`);
    await expect(
      page.getByText("No server answers here, so this chat runs in your tab."),
    ).toBeVisible();
    await expect(page.getByText(/nobody else sees it/)).toBeVisible();
    const alice = chatPage(page, "Alice");
    const bob = chatPage(page, "Bob");
    const carol = chatPage(page, "Carol");
    for (const { app } of [alice, bob, carol])
      await expect(app.getByText("3 here:")).toBeVisible();
    // A room that opens by itself leaves the reader where they are.
    await expect(page.locator("body")).toBeFocused();
    await alice.say("Tea?");
    await expect(alice.diagram).toHaveAccessibleName(
      /^Alice's message: Send button, .* room Tea, 2 sockets, then the screens of Bob and Carol, then acknowledged\.$/,
    );
    await bob.cut();
    await carol.say("Yes, please");
    await bob.say("For me too");
    await expect(bob.app.getByText("sending…")).toBeVisible();
    await bob.restore();
    const all = ["Tea?", "Yes, please", "For me too"];
    for (const { texts } of [alice, bob, carol])
      await expect(texts()).toHaveText(all);
    await page.reload();
    for (const { texts } of [alice, bob, carol])
      await expect(texts()).toHaveText(all);
    expect(trouble).toEqual([]);
  });
});
