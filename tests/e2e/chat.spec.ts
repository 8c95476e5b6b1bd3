import type { ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "@playwright/test";
import { TAB_PEOPLE } from "#contract/chat.ts";
import { freePort } from "#server/node/listen.ts";
import { isFlaskInstalled } from "#server/node/flask/prepare.ts";
import type { chatPage } from "../support/page/chat-page.ts";
import { arrive, DESKTOP, PHONE } from "../support/page/chat-page.ts";
import { breakNext, translate } from "../support/page/meddle.ts";
import { flaskRuns, serve, stop } from "../support/page/own-server.ts";
import { serverChoice } from "../support/page/server-choice.ts";
import { troubleOn } from "../support/page/site-page.ts";
import { test } from "../support/page/test.ts";

/** No page of this site writes any of this. */
const LEFT: Readonly<Record<string, string>> = {
  "chat:identity": "[]",
  "chat:pending:abc": "not json",
  theme: "purple",
  server: "mars",
  offline: "[1]",
};

test.describe("the chat on the bundled server", () => {
  let folder: string;
  let port: number;
  let root: string;
  let server: ChildProcess;
  let alice: ReturnType<typeof chatPage>;
  let bob: ReturnType<typeof chatPage>;
  let trouble: string[];
  /** What was said in the room, in order. */
  let said: string[];
  const start = (flask = false) =>
    serve(port, { flask, env: { ROUNDTRIP_DATA: folder } });

  // Alice and Bob come once for all tests, which go on in one room.
  test.beforeAll(async ({ browser }) => {
    folder = mkdtempSync(join(tmpdir(), "roundtrip-chat-"));
    port = await freePort();
    root = `http://localhost:${port}/`;
    server = await start();
    said = [];
    alice = await arrive(browser, root, "Alice", DESKTOP, LEFT);
    bob = await arrive(browser, root, "Bob", PHONE);
    trouble = troubleOn(alice.page);
    await expect(alice.app.getByText("2 here: Alice, Bob")).toBeVisible();
  });
  test.afterAll(async () => {
    for (const { page } of [alice, bob]) await page.context().close();
    await stop(server);
    rmSync(folder, { recursive: true });
  });

  /** Someone says it, it has arrived, and all of these have then read all that was said. */
  async function say(
    who: typeof alice,
    text: string,
    ...readers: (typeof alice)[]
  ): Promise<void> {
    await who.say(text);
    said.push(text);
    for (const { texts } of readers) await expect(texts()).toHaveText(said);
    // The others may have it before its sender is told that it arrived.
    await expect(who.app.getByText("sending…")).toHaveCount(0);
  }

  test("what others left in the browser's storage is set aside, and nobody is kept out by it", async () => {
    const kept = await alice.page.evaluate(() =>
      Object.fromEntries(Object.entries(localStorage) as [string, string][]),
    );
    for (const key of ["chat:identity", "chat:pending:abc"]) {
      expect(kept[`chat:set-aside:${key}`]).toBe(LEFT[key]);
      expect(kept[key]).not.toBe(LEFT[key]);
    }
    const theme = alice.page.getByLabel("Theme").last();
    await expect(theme).toHaveValue("auto");
    await expect(serverChoice(alice.page).radio("Node")).toBeChecked();
  });

  test("the diagram says the way that a message really took, one's own and others'", async () => {
    await say(alice, "Hello Bob", alice, bob);
    const way =
      "client, then server, then database at place 1, then room Tea, 1 socket, then the screen of Bob";
    await expect(alice.diagram).toHaveAccessibleName(
      `Alice's message: Send button, then ${way}, then acknowledged.`,
    );
    await expect(bob.diagram).toHaveAccessibleName(`Alice's message: ${way}.`);
    expect(trouble).toEqual([]);
  });

  test("the diagram can be stopped and stepped, and stands still for who wants no motion", async () => {
    await alice.page.emulateMedia({ reducedMotion: "reduce" });
    const flow = alice.page.getByRole("toolbar", { name: "Playback" });
    await flow.getByRole("button", { name: "Pause" }).click();
    await say(alice, "Hello", alice);
    await expect(flow.getByText(/more to see/)).toBeVisible();
    const step = flow.getByRole("button", { name: "Step", exact: true });
    await expect(async () => {
      await step.click();
      await expect(alice.diagram).toHaveAccessibleName(
        "Alice's message: Send button, then client.",
        { timeout: 100 },
      );
    }).toPass();
    await step.click();
    await expect(alice.diagram).toHaveAccessibleName(
      "Alice's message: Send button, then client, then server.",
    );
    expect(
      await alice.page.evaluate(
        () =>
          document.getAnimations().filter((one) => one.playState === "running")
            .length,
      ),
    ).toBe(0);
    await flow.getByRole("button", { name: "Step back" }).click();
    await expect(alice.diagram).toHaveAccessibleName(
      "Alice's message: Send button, then client.",
    );
    await flow.getByRole("button", { name: "Play" }).click();
    await expect(alice.diagram).toHaveAccessibleName(/acknowledged\.$/);
    await alice.page.emulateMedia({ reducedMotion: null });
  });

  test("two windows talk, one is cut off, both talk on, and it catches up in order and once; the history outlives the server and a change to Flask", async ({
    browser,
  }) => {
    // Python starts in a second, and in many where the machine is busy.
    test.slow();
    await say(bob, "Hello Alice", alice, bob);

    await bob.cut();
    const inTunnel = ["I wrote this in a tunnel", "and this too"];
    for (const text of inTunnel) await bob.say(text);
    await expect(bob.app.getByText("sending…")).toHaveCount(2);
    await say(alice, "Are you there?", alice);
    await say(alice, "Hello?", alice);
    await expect(bob.texts()).toHaveCount(said.length);
    await bob.restore();
    said.push(...inTunnel);
    for (const { texts } of [alice, bob])
      await expect(texts()).toHaveText(said);
    await expect(bob.app.getByText("sending…")).toHaveCount(0);

    await stop(server);
    // Who changes to Flask finds it from here on.
    server = await start(true);
    await say(alice, "after the restart", bob);
    const newcomer = await arrive(browser, root, "Carol", DESKTOP);
    await expect(newcomer.texts()).toHaveText(said);

    if (!isFlaskInstalled()) return;
    await flaskRuns(root);
    await serverChoice(newcomer.page).choose("Flask");
    await expect(
      newcomer.page.getByRole("heading", { name: "What travels on Flask" }),
    ).toBeVisible();
    await newcomer.app.getByRole("button", { name: "Tea" }).click();
    await expect(newcomer.texts()).toHaveText(said);
    await say(newcomer, "written on Flask", newcomer, alice);
    await expect(newcomer.app.getByText("sending…")).toHaveCount(0);
    await say(alice, "read on Node", newcomer);
    await newcomer.page.reload();
    await newcomer.app.getByRole("button", { name: /^Tea/ }).click();
    await expect(newcomer.texts()).toHaveText(said);
    await newcomer.page.context().close();
  });

  test("a screen that something else has changed says so and is opened again with all that was said; one that the browser has translated goes on", async () => {
    const errors: string[] = [];
    alice.page.on("pageerror", ({ message }) => errors.push(message));
    await breakNext(alice.page, ".messages, .messages *");
    await alice.say("What now?");
    said.push("What now?");
    const stopped = alice.app.getByRole("alert");
    await expect(stopped).toHaveText(
      "The chat stopped working: The node is gone",
    );
    await alice.app.getByRole("button", { name: "Open it again" }).click();
    for (const { texts } of [alice, bob])
      await expect(texts()).toHaveText(said);
    await expect(alice.app.getByText("sending…")).toHaveCount(0);

    await translate(alice.page);
    const status = alice.app.getByRole("status");
    await alice.cut();
    await expect(status).toContainText("No connection");
    await alice.say("Are you there?");
    await expect(alice.app.getByText("sending…")).toBeVisible();
    await alice.restore();
    await expect(status).toHaveText("connected");
    said.push("Are you there?");
    for (const { texts } of [alice, bob])
      await expect(texts()).toHaveText(said);
    await expect(alice.app.getByText("sending…")).toHaveCount(0);
    await expect(alice.diagram).toHaveAccessibleName(/acknowledged\.$/);
    await alice.app.getByTitle("Change your name").click();
    await alice.app.getByLabel("Your name").press("Escape");
    await alice.app.getByRole("button", { name: "Leave" }).click();
    await expect(alice.app.getByText("Choose a room")).toBeVisible();
    expect(errors).toEqual([]);

    await test.step("nor is the page left empty by what belongs to no part of it", async () => {
      await breakNext(alice.page, ".chat-page");
      await serverChoice(alice.page).choose("Node in this tab");
      const whole = alice.page.getByRole("alert");
      await expect(whole).toHaveText(
        /^The chat stopped working: The node is gone/,
      );
      await whole.getByRole("button", { name: "Open it again" }).click();
      for (const { name } of TAB_PEOPLE)
        await expect(
          alice.page.getByRole("group", { name, exact: true }),
        ).toBeVisible();
    });
  });
});
