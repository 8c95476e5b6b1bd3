import { AxeBuilder } from "@axe-core/playwright";
import { expect, test, type Page } from "@playwright/test";
import { openDatabase } from "../../server/open-database.ts";
import { createSqliteStore } from "../../server/sqlite-store.ts";
import type { ChatProcess } from "../chat-process.ts";
import { BACKENDS, startChat, temporaryFile } from "../chat-process.ts";
import { newId, somebody } from "../open-tab.ts";
import { arrive, DESKTOP, enter, PHONE, say, texts } from "./people.ts";

/** Resolves once the page's next connection has moved to WebSocket: "5" is the packet that says so. */
const upgraded = (page: Page): Promise<void> =>
  new Promise((resolve) => {
    page.on("websocket", (websocket) =>
      websocket.on("framesent", ({ payload }) => {
        if (payload === "5") resolve();
      }),
    );
  });

for (const backend of BACKENDS)
  test.describe(`the chat on ${backend.name}`, () => {
    const place = temporaryFile();
    let server: ChatProcess;

    test.beforeAll(async () => {
      server = await startChat(backend, place.file);
    });
    test.afterAll(async () => {
      await server.stop();
      place.remove();
    });

    test("catches up after a cut, in order, once", async ({ browser }) => {
      const alice = await arrive(browser, server.url, "Alice", DESKTOP);
      const bob = await arrive(browser, server.url, "Bob", PHONE);
      await enter(alice.page, "Tea");
      await bob.page.getByRole("button", { name: "Tea Join" }).click();
      await say(alice.page, "Hello Bob");
      await expect(texts(bob.page)).toHaveText(["Hello Bob"]);
      await say(bob.page, "Hello Alice");
      await expect(texts(alice.page)).toHaveText(["Hello Bob", "Hello Alice"]);
      // Alice may have it before Bob is told that it arrived.
      await expect(bob.page.getByText("sending…")).toHaveCount(0);

      await bob.context.setOffline(true);
      await say(bob.page, "I wrote this in a tunnel");
      await say(bob.page, "and this too");
      await expect(bob.page.getByText("sending…")).toHaveCount(2);
      await say(alice.page, "Are you there?");
      await say(alice.page, "Hello?");
      await expect(texts(alice.page)).toHaveCount(4);
      await bob.context.setOffline(false);

      const all = [
        "Hello Bob",
        "Hello Alice",
        "Are you there?",
        "Hello?",
        "I wrote this in a tunnel",
        "and this too",
      ];
      await expect(texts(alice.page)).toHaveText(all);
      await expect(texts(bob.page)).toHaveText(all);
      await expect(bob.page.getByText("sending…")).toHaveCount(0);
      await Promise.all([alice.context.close(), bob.context.close()]);
    });

    test("keeps who one is and what is unread over a reload, in three tabs", async ({
      browser,
    }) => {
      const alice = await arrive(browser, server.url, "Alice", DESKTOP);
      const bob = await arrive(browser, server.url, "Bob", DESKTOP);
      await enter(alice.page, "Milk");
      await enter(bob.page, "Milk");
      const second = await bob.context.newPage();
      await second.goto(server.url);
      const third = await bob.context.newPage();
      await third.goto(server.url);
      await third.getByRole("button", { name: "Milk" }).click();
      await expect(alice.page.getByText("2 here: Alice, Bob")).toBeVisible();

      await bob.page.close();
      await third.close();
      await say(alice.page, "one");
      await say(alice.page, "two");
      await second.getByRole("button", { name: "Milk 2 unread" }).waitFor();
      const moved = upgraded(second);
      await second.reload();
      await second.getByRole("button", { name: "Milk 2 unread" }).click();
      await expect(texts(second)).toHaveText(["one", "two"]);
      await expect(
        second.getByRole("button", { name: "Milk", exact: true }),
      ).toBeVisible();
      // Of a page that goes between two polls, a server learns by its heartbeat only.
      await moved;
      await second.close();
      await expect(alice.page.getByText("1 here: Alice")).toBeVisible();
      await Promise.all([alice.context.close(), bob.context.close()]);
    });

    test("shows text as text, and lets the first user remove it", async ({
      browser,
    }) => {
      const alice = await arrive(browser, server.url, "Alice", DESKTOP);
      const bob = await arrive(browser, server.url, "<i>Bob</i>", PHONE);
      await enter(alice.page, "Cake & <b>tea</b>");
      await enter(bob.page, "Cake & <b>tea</b>");
      const nasty = "<img src=x onerror=alert(1)> مرحبا 👩‍👩‍👧";
      await say(bob.page, nasty);
      await expect(texts(alice.page)).toHaveText([nasty]);
      await expect(
        bob.page.getByRole("button", { name: /^Remove/ }),
      ).toHaveCount(0);
      await alice.page
        .getByRole("button", { name: "Remove <i>Bob</i>'s message" })
        .click();
      for (const { page } of [alice, bob]) {
        await expect(page.getByText("This message was removed.")).toBeVisible();
        await expect(texts(page)).toHaveCount(0);
      }
      await Promise.all([alice.context.close(), bob.context.close()]);
    });
  });

test.describe("the screen", () => {
  const place = temporaryFile();
  let server: ChatProcess;
  const HISTORY = 180;

  test.beforeAll(async () => {
    const store = createSqliteStore(openDatabase(place.file));
    const { user, name } = somebody("Author");
    store.admit({ id: user, name }, "hash");
    store.join("Long", user);
    for (let n = 1; n <= HISTORY; n += 1)
      store.add({
        id: newId(),
        room: "Long",
        user,
        name,
        text: `Message ${n} ${"and more ".repeat(n % 20)}`,
        at: n,
      });
    store.close();
    const [node] = BACKENDS;
    if (!node) throw new Error("There is no server.");
    server = await startChat(node, place.file);
  });
  test.afterAll(async () => {
    await server.stop();
    place.remove();
  });

  test("brings older messages as one scrolls up, and stays where one reads", async ({
    browser,
  }) => {
    const { page, context } = await arrive(browser, server.url, "Ann", PHONE);
    await enter(page, "Long");
    const log = page.getByRole("log");
    await expect(texts(page)).toHaveCount(50);
    await expect(texts(page).last()).toBeInViewport();
    await page.setViewportSize({ width: 390, height: 420 });
    await expect(texts(page).last()).toBeInViewport();

    await log.evaluate((element) => (element.scrollTop = 40));
    await expect(texts(page)).toHaveCount(100);
    await expect(page.getByText(`Message ${HISTORY - 49} `)).toBeInViewport();
    for (const count of [150, HISTORY]) {
      await log.evaluate((element) => (element.scrollTop = 0));
      await expect(texts(page)).toHaveCount(count);
    }
    await log.evaluate((element) => (element.scrollTop = 0));
    await expect(
      page.getByText("This is where the room begins."),
    ).toBeVisible();
    await context.close();
  });

  test("has place for a long name of a room, and of who is there", async ({
    browser,
  }) => {
    const name = "All that there is to say of tea and cake";
    const long = "Somebody whose parents had time enough";
    // Not as a phone, which would show what is too wide smaller.
    const { page, context } = await arrive(browser, server.url, long, {
      viewport: { width: 390, height: 844 },
    });
    await enter(page, name);
    for (const button of ["Leave", "Send"])
      await expect(
        page.getByRole("button", { name: button, exact: true }),
      ).toBeInViewport({ ratio: 1 });
    // Beside the room, its list keeps its width, and each button in it is seen whole.
    await page.setViewportSize({ width: 1440, height: 900 });
    const room = await page.getByRole("region", { name }).boundingBox();
    for (const button of [
      page.getByRole("button", { name: "Open", exact: true }),
      page.getByTitle("Change your name"),
    ]) {
      const box = await button.boundingBox();
      expect((box?.x ?? Infinity) + (box?.width ?? 0)).toBeLessThanOrEqual(
        room?.x ?? 0,
      );
    }
    await context.close();
  });

  test("works by keyboard alone", async ({ browser }) => {
    const context = await browser.newContext(DESKTOP);
    const page = await context.newPage();
    await page.goto(server.url);
    await expect(page.getByRole("textbox")).toBeFocused();
    await page.keyboard.type("Kim");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("status")).toHaveText("connected");
    const until = async (name: string) => {
      for (let n = 0; n < 30; n += 1) {
        await page.keyboard.press("Tab");
        const focused = page.locator(":focus");
        const label =
          (await focused.getAttribute("aria-label")) ??
          (await focused.textContent());
        if (label === name) return;
      }
      throw new Error(`Tab never came to ${name}.`);
    };
    await until("New room");
    await page.keyboard.type("Keys");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { name: "Keys" })).toBeFocused();
    await until("Message");
    await page.keyboard.type("first line");
    await page.keyboard.press("Shift+Enter");
    await page.keyboard.type("second line");
    await page.keyboard.press("Enter");
    await expect(texts(page)).toHaveText(["first line\nsecond line"], {
      useInnerText: true,
    });
    await context.close();
  });

  for (const colorScheme of ["light", "dark"] as const)
    for (const [size, options] of [
      ["wide", DESKTOP],
      ["narrow", PHONE],
    ] as const)
      test(`has nothing that axe finds wrong, ${colorScheme} and ${size}`, async ({
        browser,
      }) => {
        const { page, context } = await arrive(browser, server.url, "Max", {
          ...options,
          colorScheme,
        });
        const check = async () => {
          const { violations } = await new AxeBuilder({ page }).analyze();
          const found = violations.map(
            ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join()}`,
          );
          expect(found).toEqual([]);
        };
        await check();
        await enter(page, `Axe ${colorScheme} ${size}`);
        await say(page, "hello");
        await expect(page.getByText("sending…")).toHaveCount(0);
        await check();
        await context.close();
      });
});
