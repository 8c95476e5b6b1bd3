import { readFile } from "node:fs/promises";
import { expect } from "@playwright/test";
import { isFlaskInstalled } from "#server/node/flask/prepare.ts";
import { sharedLesson } from "#tests/support/page/shared-lesson.ts";
import { serverChoice } from "#tests/support/page/server-choice.ts";
import { stepPage, type StepPage } from "#tests/support/page/step-page.ts";
import { test } from "#tests/support/page/test.ts";

const LESSON = "the-messaging-app";
const ALL = ["Alice", "Bob", "Carol"] as const;

// One page for all: on Node, then on the others.
const shared = sharedLesson(`/lessons/${LESSON}/?server=node`);
const steps = () => stepPage(shared.page(), LESSON, ALL);

async function draftFails(view: StepPage, where: RegExp): Promise<void> {
  await view.switchTo("0-the-draft");
  await view.pressIn("0-the-draft", "Alice says hello");
  await expect(view.lab.getByRole("alert").first()).toContainText(where);
  for (const name of ALL) await expect(view.log(name)).toHaveText("");
  // Trouble leaves the way to another step open.
  await view.choice.click({ trial: true });
}

async function catchesUp(view: StepPage): Promise<void> {
  const press = (name: string) => view.press("6-nothing-missed", name);
  await view.switchTo("6-nothing-missed");
  await press("Alice writes");
  await expect(view.log("Alice")).toContainText("Alice hello sent");
  await press("cut Alice off");
  await press("let Bob write");
  await press("let Bob write");
  await expect(view.log("Bob").getByRole("listitem")).toHaveText([
    /Alice hello/,
    /Bob are you there\? sent/,
    /Bob are you there\? sent/,
  ]);
  await expect(view.log("Alice")).not.toContainText("Bob");
  await press("give her the network back");
  await expect(view.log("Alice").getByRole("listitem")).toHaveText([
    /Alice hello/,
    /Bob are you there\?/,
    /Bob are you there\?/,
  ]);
  // She is in the room again.
  await press("Alice writes");
  await expect(view.log("Bob").getByRole("listitem")).toHaveCount(4);
  const before = await Promise.all(ALL.map(view.socketId));
  await press("Restart the server");
  // That they are away passes quickly; that they are other sockets stays.
  for (const id of before)
    await expect(view.lab.getByTitle(id, { exact: true })).toHaveCount(0);
  await view.connected(...ALL);
  await view.room("Carol").selectOption("general");
  await press("Alice writes");
  await expect(view.log("Carol").getByRole("listitem")).toHaveText([
    /Alice hello/,
  ]);
}

test.describe("on Node", () => {
  test("a step's code, and that of the lab, is copied whole", async () => {
    const page = shared.page();
    await page
      .context()
      .grantPermissions(["clipboard-read", "clipboard-write"]);
    const clipboard = () => page.evaluate(() => navigator.clipboard.readText());
    const file = (step: string, name: string) =>
      readFile(new URL(`steps/${step}/${name}`, import.meta.url), "utf8");

    const step = page
      .getByRole("main")
      .getByRole("figure")
      .filter({ has: page.getByRole("group", { name: "server.js, step 1" }) });
    await step.hover();
    await step.getByRole("button", { name: "Copy all of server.js" }).click();
    await expect(step.getByRole("status")).toHaveText("Copied!");
    expect(await clipboard()).toBe(await file("1-it-runs", "server.js"));

    const { lab } = steps();
    await lab.getByRole("tab", { name: "client.jsx" }).click();
    await lab.getByRole("button", { name: "Copy to clipboard" }).click();
    await expect(lab.getByText("Copied!")).toBeVisible();
    expect(await clipboard()).toBe(await file("0-the-draft", "client.jsx"));
  });

  test("1 and 2: only Alice hears, then the whole room, and Carol's page drops it", async () => {
    const view = steps();
    await view.switchTo("1-it-runs");
    await view
      .client("Alice")
      .getByRole("button", { name: "Alice: Say hello" })
      .click();
    await expect(view.log("Alice")).toHaveText("Alice hello");
    await expect(view.log("Bob")).toHaveText("");
    await view.switchTo("2-everyone-hears");
    await expect(view.log("Alice")).toHaveText("");
    await view
      .client("Alice")
      .getByRole("button", { name: "Alice: Say hello" })
      .click();
    await expect(view.log("Bob")).toHaveText("Alice hello");
    await expect
      .poll(() => view.since(0))
      .toEqual([
        "Alice > Server",
        "Server > Alice",
        "Server > Bob",
        "Server > Carol",
      ]);
    await expect(view.log("Carol")).toHaveText("");
  });

  test("3: who enters a room hears it, who leaves it does not", async () => {
    const view = steps();
    await view.pressIn("3-one-room-each", "Carol asks the kitchen");
    await expect(view.log("Carol")).toHaveText("Carol is there milk?");
    await expect(view.log("Alice")).toHaveText("");
    await view.room("Carol").selectOption("general");
    await expect(view.log("Carol")).toHaveText("");
    await view.pressIn("3-one-room-each", "Alice say hello");
    for (const name of ALL)
      await expect(view.log(name)).toHaveText("Alice hello");
    await view.room("Carol").selectOption("kitchen");
    await expect(view.log("Carol")).toHaveText("Carol is there milk?");
    const before = (await view.events()).length;
    await view.pressIn("3-one-room-each", "Alice say hello");
    await expect(view.log("Bob")).toHaveText("Alice helloAlice hello");
    await expect
      .poll(() => view.since(before))
      .toEqual(["Alice > Server", "Server > Alice", "Server > Bob"]);
    expect(await view.room("Carol").inputValue()).toBe("kitchen");
  });

  test("4: the second hello brings one message, not two", async () => {
    const view = steps();
    await view.pressIn("4-history-grows", "Alice says hello");
    await expect(view.log("Bob")).toHaveText("Alice hello");
    await view.pressIn("4-history-grows", "Alice says hello");
    await expect(view.log("Bob")).toHaveText("Alice helloAlice hello");
    const toBob = (await view.events()).filter((row) =>
      row.startsWith("Server > Bob"),
    );
    expect(toBob.at(-1)?.match(/"id"/g)).toHaveLength(1);
  });

  test("5: a lost answer reads as failed, and trying again shows nothing twice", async () => {
    const view = steps();
    await view.pressIn("5-sent-or-failed", "Alice says hello");
    await expect(view.log("Alice")).toContainText("Alice hello sent");
    await view.pressIn("5-sent-or-failed", "Alice writes, and the answer");
    await expect(view.log("Bob")).toHaveText("Alice hello Alice is this on? ");
    await expect(view.log("Alice")).toContainText("is this on? failed");
    const before = (await view.events()).length;
    const again = view.log("Alice").getByRole("button", { name: "Try again" });
    await again.focus();
    await shared.page().keyboard.press("Enter");
    await expect(view.log("Alice")).toContainText("is this on? sent");
    await expect(again).toHaveCount(0);
    expect(await view.since(before)).toEqual([
      "Alice > Server",
      "Server > Alice",
    ]);
    await expect(view.log("Bob")).toHaveText("Alice hello Alice is this on? ");
  });

  test("5: without a network it fails, and goes out once there is one", async () => {
    const view = steps();
    const press = (name: string) => view.press("5-sent-or-failed", name);
    await view.switchTo("5-sent-or-failed");
    await press("Cut Alice off");
    await press("Alice say hello");
    await expect(view.log("Alice")).toContainText("hello sending");
    await expect(view.log("Alice")).toContainText("hello failed");
    await press("Give Alice her network back");
    await view.connected("Alice");
    await expect(view.log("Bob")).toHaveText("");
    await view.log("Alice").getByRole("button", { name: "Try again" }).click();
    await expect(view.log("Alice")).toContainText("hello sent");
    await expect(view.log("Bob")).toContainText("Alice hello");
  });

  test("6: she who was away catches up, in order, once; a restart forgets", () =>
    catchesUp(steps()));

  test("the way of one message: up to the server, on to Bob, an answer to Alice, no word to Carol", async () => {
    const view = steps();
    await view.switchTo("6-nothing-missed");
    await expect.poll(() => view.since(0)).toHaveLength(6);
    await view.pressIn("6-nothing-missed", "Alice writes");
    await expect(view.log("Alice")).toContainText("hello sent");
    await expect(view.log("Bob")).toContainText("Alice hello");
    expect(await view.since(6)).toEqual([
      "Alice > Server",
      "Server > Alice",
      "Server > Bob",
    ]);
    // Which of the two comes last is for their networks to say.
    await expect(view.diagram).toHaveAccessibleName(
      /^(Alice received an acknowledgement from the server|Alice's messages reaches Bob)$/,
    );
  });

  test("a message pressed before its step runs is sent once it does", async () => {
    const view = steps();
    await view.switchTo("0-the-draft");
    await view.pressIn("6-nothing-missed", "Alice writes");
    await expect(view.log("Alice")).toContainText("hello sent");
    await expect(view.log("Bob")).toContainText("Alice hello");
  });

  test("a step that another overtakes says so, and the last one chosen runs", async () => {
    const view = steps();
    await view.switchTo("0-the-draft");
    const press = (step: string) =>
      shared
        .page()
        .getByRole("main")
        .locator(`button[data-lesson$="${step}"]`)
        .first()
        .dispatchEvent("click");
    await press("3-one-room-each");
    await press("4-history-grows");
    await expect(view.log("Bob")).toHaveText("Alice hello");
    await expect(view.choice).toHaveValue(`${LESSON}.4-history-grows`);
    await view.connected(...ALL);
  });

  test("the draft fails at its first message, and the lab says where", () =>
    draftFails(steps(), /server\.js, line 13/));
});

test("a choice of server keeps the step, and turns its code", async () => {
  test.skip(!isFlaskInstalled(), "Flask is not installed.");
  const view = steps();
  await view.switchTo("5-sent-or-failed");
  const code = shared.page().getByRole("main").getByText("include_self=False)");
  await expect(code.first()).toBeHidden();
  await serverChoice(shared.page()).choose("Flask");
  await serverChoice(shared.page()).runsOn("Flask");
  await expect(code.first()).toBeVisible();
  await expect(view.choice).toHaveValue(`${LESSON}.5-sent-or-failed`);
  await view.press("5-sent-or-failed", "Alice says hello");
  await expect(view.log("Alice")).toContainText("Alice hello sent");
});

// What differs by server is proven in tests/lessons and in lesson.test.ts.
for (const [server, where] of [
  ["Flask", /app\.py, line 12/],
  ["Node in this tab", /server\.js, line 13/],
] as const)
  test.describe(`on the server: ${server}`, () => {
    test.skip(
      server === "Flask" && !isFlaskInstalled(),
      "Flask is not installed.",
    );
    test.beforeEach(async () => {
      await serverChoice(shared.page()).choose(server);
      await serverChoice(shared.page()).runsOn(server);
    });

    test("6: she who was away catches up, in order, once; a restart forgets", () =>
      catchesUp(steps()));

    test("the draft fails at its first message, and the lab says where", () =>
      draftFails(steps(), where));
  });
