import { expect } from "@playwright/test";
import { violations } from "#tests/a11y/axe.ts";
import { exercisePage } from "#tests/support/page/exercise-page.ts";
import { sharedLesson } from "#tests/support/page/shared-lesson.ts";
import { test } from "#tests/support/page/test.ts";

const lesson = sharedLesson("/lessons/reconnect-and-recover/");

async function open() {
  const view = lesson.view();
  await view.connected("Alice", "Bob");
  await expect(view.log("Alice")).toContainText("welcome");
  const alice = view.client("Alice");
  const status = alice.getByRole("status");
  const id = (): Promise<string | null> =>
    alice.getByTitle(/^Socket id/).getAttribute("title");
  const rows = view.lab
    .getByRole("table", { name: "Packets" })
    .getByRole("row");
  await view.lab.getByRole("tab", { name: "Packets" }).click();
  return { view, alice, status, id, rows };
}

test("the cut, the delays, the same id and the missed event stand in the packet list", async () => {
  const { view, alice, status, id, rows } = await open();
  const before = await id();
  await view.press("Cut Alice off");
  await expect(status).toContainText(/reconnecting in \d\.\d s, attempt \d/);
  await expect(alice).toContainText("network cut");
  await expect(view.diagram).toHaveAccessibleName("Alice's network is cut");
  await view.press("Bob writes");
  await expect(view.log("Bob")).toContainText("Bob 1: are you there?");
  // Her screen counts on to the next attempt; the packet list keeps each one.
  await expect(
    rows.filter({ hasText: /Alice: attempt 2 in/ }).first(),
  ).toBeVisible();
  await view.press("Give Alice her network back");
  await expect(view.log("Alice")).toContainText(
    "disconnected: transport closeBob 1: are you there?recovered",
  );
  await expect(alice).toContainText("session recovered");
  await expect.poll(id).toBe(before);
  for (const text of [
    "Alice's network is cut",
    "Alice is disconnected: transport close",
    /Alice: attempt 1 in \d\.\d\d s/,
    /Alice: attempt 2 in \d\.\d\d s/,
    "Alice's network is back",
    "Alice is back, session recovered",
    /40\{"pid":"[^"]+","offset":"[^"]+"\}/,
  ])
    await expect(rows.filter({ hasText: text }).first()).toBeVisible();
});

test("what Alice writes while cut off waits in her buffer, where it is seen, and leaves", async () => {
  const { view, alice, status } = await open();
  await view.press("Cut Alice off");
  await expect(status).toContainText("disconnected");
  const before = (await view.events()).length;
  await view.press("let Alice write");
  await expect(alice).toContainText("Not sent yet: say");
  // Beside her station too, as a packet that waits.
  await expect(view.diagram).toContainText("say");
  await view.press("Bob writes");
  await expect(view.log("Bob")).toContainText("Bob 1: are you there?");
  expect(
    (await view.events())
      .slice(before)
      .filter((packet) => packet.startsWith("Alice")),
  ).toEqual([]);
  await view.press("Give Alice her network back");
  await expect(view.log("Bob")).toContainText(
    "Bob 1: are you there?Alice 1: wait for me",
  );
  await expect(alice).not.toContainText("Not sent yet");
});

test("a question wants an answer first, stands while the packets travel, and puts what was said beside what was", async () => {
  await open();
  const box = lesson
    .page()
    .getByRole("main")
    .getByRole("group", { name: /crashes and is started again/ });
  const run = box.getByRole("button", { name: "Run it and see" });
  await run.click();
  await expect(box.getByRole("status")).toHaveText("Tick an answer first.");
  await box.getByRole("checkbox", { name: "She gets a new one" }).check();
  await run.click();
  // The packets travel: the choice stands until they say what it was.
  await expect(box.getByRole("checkbox").first()).toBeDisabled();
  await expect(box.getByRole("status")).toContainText(/^Right/);
  await expect(box.getByRole("status")).toContainText(
    "You saidShe gets a new oneIt wasShe gets a new one",
  );
  await expect(box.getByRole("checkbox").first()).toBeEnabled();
});

test("nothing is recovered over a restart", async () => {
  const { view, alice, id } = await open();
  const before = await id();
  await view.press("Cut Alice off");
  await view.press("Bob writes");
  await expect(view.log("Bob")).toContainText("are you there?");
  await view.press("restart the server");
  await expect(view.log("Bob")).toContainText(
    /disconnected: transport (close|error)connectedwelcome/,
  );
  await view.press("Give Alice her network back");
  await expect(view.log("Alice")).toContainText(
    "disconnected: transport closeconnectedwelcome",
  );
  await expect(view.log("Alice")).not.toContainText("are you there?");
  await expect(alice).not.toContainText("recovered");
  expect(await id()).not.toBe(before);
});

test("the packet that shows a fault is found in a run, among those that don't, and counts as solved", async () => {
  const { lab } = lesson.view();
  const page = lesson.page();
  const { button, check, checks, exercise, status, verdicts } = exercisePage(
    page,
    "server.js",
    "Exercise: Why doesn’t Bob receive it?",
  );
  await button("Check").click();
  await expect(status).toHaveText(/^Press Run first/);
  await button("Run").click();
  // The list is opened for the reader.
  const rows = lab.getByRole("table", { name: "Packets" }).getByRole("row");
  await expect(exercise).toContainText("Now select the packet");
  await check();
  expect((await verdicts()).map(([verdict]) => verdict)).toEqual([
    "not shown",
    "not shown",
    "not shown",
  ]);

  await rows
    .filter({ hasText: /Bob\s*open/ })
    .last()
    .click();
  await expect(exercise).toContainText('Your packet: Server → Bob 0{"sid"');
  await check();
  await expect(status).toHaveText("2 of 3 checks passed.");
  await expect(checks.last()).toContainText("You selected 0{");
  await check();
  const hints = exercise
    .getByRole("list", { name: "Hints" })
    .getByText(/^Hint \d of 4/);
  for (const n of [1, 2, 3, 4]) {
    await button("Hint").click();
    await expect(hints).toHaveCount(n);
  }
  expect(await violations(page, { without: "the lab's own" })).toEqual([]);
  await button("Show the packet").click();
  await expect(lab).toContainText(/Bob received.*a connect packet/);

  await rows
    .filter({ hasText: /Bob.*40\{"sid"/ })
    .last()
    .click();
  await check();
  await expect(status).toHaveText("Solved. That’s the packet.");
  await expect(
    page
      .getByRole("link", { name: "Reconnect and recover" })
      .and(page.locator("[aria-description]"))
      .first(),
  ).toHaveAttribute("aria-description", /^[1-9]\d* of \d+ tried$/);
});
