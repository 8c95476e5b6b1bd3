import type { ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "@playwright/test";
import { freePort } from "#server/node/listen.ts";
import { isFlaskInstalled } from "#server/node/flask/prepare.ts";
import { arrive, chatPage, DESKTOP, PHONE } from "../support/page/chat-page.ts";
import { flaskRuns, serve, stop } from "../support/page/own-server.ts";
import { serverChoice } from "../support/page/server-choice.ts";
import { troubleOn } from "../support/page/site-page.ts";
import { test } from "../support/page/test.ts";

const SAID = [
  "Hello Bob",
  "Hello Alice",
  "Are you there?",
  "Hello?",
  "I wrote this in a tunnel",
  "and this too",
];

test.describe("the chat on the bundled server", () => {
  let folder: string;
  let port: number;
  let root: string;
  let server: ChildProcess;
  const start = (flask = false) =>
    serve(port, { flask, env: { ROUNDTRIP_DATA: folder } });

  test.beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), "roundtrip-chat-"));
    port = await freePort();
    root = `http://localhost:${port}/`;
    server = await start();
  });
  test.afterEach(async () => {
    await stop(server);
    rmSync(folder, { recursive: true });
  });

  test("two windows talk, one is cut off, both talk on, and it catches up in order and once; the history outlives the server and a change to Flask", async ({
    browser,
  }) => {
    // Python starts in a second, and in many where the machine is busy.
    test.slow();
    const alice = await arrive(browser, root, "Alice", DESKTOP);
    const bob = await arrive(browser, root, "Bob", PHONE);
    await expect(alice.app.getByText("2 here: Alice, Bob")).toBeVisible();
    await alice.say("Hello Bob");
    await expect(bob.texts()).toHaveText(["Hello Bob"]);
    await bob.say("Hello Alice");
    await expect(alice.texts()).toHaveText(["Hello Bob", "Hello Alice"]);

    await bob.cut();
    await bob.say("I wrote this in a tunnel");
    await bob.say("and this too");
    await expect(bob.app.getByText("sending…")).toHaveCount(2);
    await alice.say("Are you there?");
    await alice.say("Hello?");
    await expect(alice.texts()).toHaveCount(4);
    await expect(bob.texts()).toHaveCount(4);
    await bob.restore();
    for (const { texts } of [alice, bob])
      await expect(texts()).toHaveText(SAID);
    await expect(bob.app.getByText("sending…")).toHaveCount(0);

    await stop(server);
    // Who changes to Flask finds it from here on.
    server = await start(true);
    await alice.say("after the restart");
    await expect(bob.texts()).toHaveText([...SAID, "after the restart"]);
    const newcomer = await arrive(browser, root, "Carol", DESKTOP);
    await expect(newcomer.texts()).toHaveText([...SAID, "after the restart"]);

    if (!isFlaskInstalled()) return;
    await flaskRuns(root);
    await serverChoice(newcomer.page).choose("Flask");
    await expect(
      newcomer.page.getByRole("heading", { name: "What travels on Flask" }),
    ).toBeVisible();
    await newcomer.app.getByRole("button", { name: "Tea" }).click();
    await expect(newcomer.texts()).toHaveText([...SAID, "after the restart"]);
    await newcomer.say("written on Flask");
    await expect(newcomer.texts().last()).toHaveText("written on Flask");
    await expect(newcomer.app.getByText("sending…")).toHaveCount(0);
    await expect(alice.texts().last()).toHaveText("written on Flask");
    await alice.say("read on Node");
    await expect(newcomer.texts().last()).toHaveText("read on Node");
    await newcomer.page.reload();
    await newcomer.app.getByRole("button", { name: /^Tea/ }).click();
    await expect(newcomer.texts()).toHaveText([
      ...SAID,
      "after the restart",
      "written on Flask",
      "read on Node",
    ]);
  });

  test("the diagram says the way that a message really took, one's own and others'", async ({
    browser,
  }) => {
    const alice = await arrive(browser, root, "Alice", DESKTOP);
    const bob = await arrive(browser, root, "Bob", PHONE);
    const trouble = troubleOn(alice.page);
    await expect(alice.app.getByText("2 here: Alice, Bob")).toBeVisible();
    await alice.say("Hello Bob");
    const way =
      "client, then server, then database at place 1, then room Tea, 1 socket, then the screen of Bob";
    await expect(alice.diagram).toHaveAccessibleName(
      `Alice's message: Send button, then ${way}, then acknowledged.`,
    );
    await expect(bob.diagram).toHaveAccessibleName(`Alice's message: ${way}.`);
    expect(trouble).toEqual([]);
  });

  test("the diagram can be stopped and stepped, and stands still for who wants no motion", async ({
    browser,
  }) => {
    const alice = await arrive(browser, root, "Alice", DESKTOP);
    await alice.page.emulateMedia({ reducedMotion: "reduce" });
    const flow = alice.page.getByRole("toolbar", { name: "Playback" });
    await flow.getByRole("button", { name: "Pause" }).click();
    await alice.say("Hello");
    await expect(alice.texts()).toHaveText(["Hello"]);
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
  });
});

test("in the tab three clients talk, it says that nobody else sees it, and a reload keeps the history", async ({
  page,
}) => {
  const trouble = troubleOn(page);
  await page.goto("/chat/?server=tab");
  await expect(page.getByText(/nobody else sees it/)).toBeVisible();
  const [alice, bob, carol] = ["Alice", "Bob", "Carol"].map((name) =>
    chatPage(page, name),
  ) as [
    ReturnType<typeof chatPage>,
    ReturnType<typeof chatPage>,
    ReturnType<typeof chatPage>,
  ];
  await expect(alice.app.getByText("3 here:")).toBeVisible();
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
