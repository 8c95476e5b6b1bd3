import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { expect, test } from "@playwright/test";
import { builtPages } from "../support/page/built-pages.ts";
import { chatPage } from "../support/page/chat-page.ts";
import { firstPromises, keepPromise } from "../support/page/keep-promise.ts";
import { serverChoice } from "../support/page/server-choice.ts";
import { isWhole, search, troubleOn } from "../support/page/site-page.ts";

const pages = builtPages().filter((path) => path !== "/404.html");

for (const base of ["/", "/some/path/"]) {
  test.describe(`the built site on a static host at ${base}`, () => {
    let server: ChildProcess;
    let root: string;

    test.beforeAll(async () => {
      const started = spawn(
        process.execPath,
        ["demo-server/static/main.ts", "--port", "0", "--base", base],
        { stdio: ["ignore", "pipe", "inherit"] },
      );
      server = started;
      const [said] = (await once(started.stdout, "data")) as [Buffer];
      root = /The static site is at (\S+)/.exec(said.toString())?.[1] ?? "";
    });
    test.afterAll(() => void server.kill());

    test("says where it is", () => {
      expect(root).toMatch(/^http:\/\/localhost:\d+\//);
      expect(root.endsWith(base)).toBe(true);
    });

    for (const path of pages) {
      test(`${path} loads whole and its links lead somewhere`, async ({
        page,
      }) => {
        const trouble = troubleOn(page);
        await page.goto(root + path.slice(1));
        await isWhole(page);
        expect(trouble).toEqual([]);
        const hrefs = await page
          .getByRole("link", { includeHidden: true })
          .evaluateAll((links) =>
            links.map((link) => (link as HTMLAnchorElement).href),
          );
        const own = new Set(
          hrefs
            .filter((href) => new URL(href).origin === new URL(root).origin)
            .map((href) => href.replace(/#.*/, "")),
        );
        expect(own.size).toBeGreaterThan(1);
        for (const href of own) {
          expect(href.startsWith(root)).toBe(true);
          const answer = await page.request.get(href, { maxRedirects: 0 });
          expect(answer.status(), href).toBe(200);
        }
      });
    }

    test("one can go from page to page and search", async ({ page }) => {
      const trouble = troubleOn(page);
      await page.goto(root);
      await page.getByRole("link", { name: "Start with a connection" }).click();
      await expect(page).toHaveURL(`${root}lessons/connect/`);
      await page.getByRole("link", { name: /Next/ }).click();
      await expect(page).toHaveURL(`${root}lessons/transports/`);
      await search(page, "glossary");
      await expect(page).toHaveURL(`${root}reference/glossary/`);
      expect(trouble).toEqual([]);
    });

    for (const promised of firstPromises) {
      test(`the lab of ${promised.lesson} runs in the tab and keeps its promise`, async ({
        page,
      }) => {
        const trouble = troubleOn(page);
        await keepPromise(page, root, promised);
        await serverChoice(page).runsOn("In this tab");
        await expect(serverChoice(page).notice).toBeVisible();
        expect(trouble).toEqual([]);
      });
    }

    test("the chat runs in the tab, says so, and talks", async ({ page }) => {
      const trouble = troubleOn(page);
      await page.goto(`${root}chat/`);
      await expect(
        page.getByText(
          "No server answers here, so this chat runs in your tab.",
        ),
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
      await page.goto(`${root}lessons/send`);
      await expect(page).toHaveURL(`${root}lessons/send/`);
      await isWhole(page);
    });

    for (const wrong of ["nothing", "lessons/nothing/", "a/b/c/d"]) {
      test(`${wrong} is told to be no page, and leads back`, async ({
        page,
      }) => {
        const answer = await page.goto(root + wrong);
        expect(answer?.status()).toBe(404);
        await expect(
          page.getByRole("heading", { name: "Nobody answers here" }),
        ).toBeVisible();
        await expect(
          page.getByRole("link", { name: "Roundtrip" }),
        ).toHaveJSProperty("href", root);
        await search(page, "glossary");
        await expect(page).toHaveURL(`${root}reference/glossary/`);
      });
    }

    test("a page allows its own scripts and no others", async ({ page }) => {
      await page.goto(`${root}reference/glossary/`);
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
}
