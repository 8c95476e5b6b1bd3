import { expect } from "@playwright/test";
import { unmarked } from "../a11y/forced-colours.ts";
import { codeKeepsItsHeight } from "../support/page/code-height.ts";
import { lessonPage } from "../support/page/lesson-page.ts";
import { sharedLesson } from "../support/page/shared-lesson.ts";
import { test } from "../support/page/test.ts";
import { firstSeen, watchPictures } from "../support/page/pictures.ts";

const broadcast = sharedLesson("/lessons/broadcast/");

// The first, while the page is as it was opened; on a phone it is seen in phone.spec.ts.
test("code has its height before it comes into view", () =>
  codeKeepsItsHeight(broadcast.page()));

test("a client's own form sends, by keyboard", async () => {
  const view = broadcast.view();
  await view.connected("Alice", "Bob", "Carol");
  await view
    .client("Bob")
    .getByRole("textbox", { name: "Message" })
    .fill("<b>mind</b> the gap");
  await broadcast.page().keyboard.press("Enter");
  await expect(view.log("Alice")).toContainText("Bob <b>mind</b> the gap");
  await expect(view.log("Carol")).toContainText("Bob <b>mind</b> the gap");
});

test("what a reader writes reads in its own direction, there and in the log", async () => {
  const view = broadcast.view();
  await view.connected("Alice", "Bob", "Carol");
  const field = view.client("Bob").getByRole("textbox", { name: "Message" });
  await field.fill("שלום!");
  await expect(field).toHaveCSS("direction", "rtl");
  await field.press("Enter");
  const said = view.log("Alice").getByText("שלום!", { exact: true });
  const [first, mark] = await said.evaluate(({ firstChild }) => {
    const left = (at: number): number => {
      const range = document.createRange();
      range.setStart(firstChild ?? document, at);
      range.setEnd(firstChild ?? document, at + 1);
      return range.getBoundingClientRect().left;
    };
    return [left(0), left(4)] as const;
  });
  expect(mark).toBeLessThan(first);
});

test("playback stops, steps both ways and goes live again", async () => {
  const view = broadcast.view();
  await view.connected("Alice", "Bob", "Carol");
  const bar = view.lab.getByRole("toolbar", { name: "Playback" });
  await bar.getByRole("button", { name: "Pause" }).click();
  await view.press("Alice says hello");
  // What is true now is shown though the diagram stands.
  await expect(view.log("Bob")).toContainText("Alice hello");
  await expect(view.diagram).not.toHaveAccessibleName(
    "Alice's chat reaches Bob and Carol",
  );
  for (let i = 0; i < 60; i += 1) {
    if (
      (await view.diagram.getAttribute("aria-label")) ===
      "Alice's chat reaches Bob and Carol"
    )
      break;
    await bar.getByRole("button", { name: "Step", exact: true }).click();
    await expect(bar.getByRole("button", { name: "Play" })).toBeVisible();
  }
  await expect(view.diagram).toHaveAccessibleName(
    "Alice's chat reaches Bob and Carol",
  );
  for (let i = 0; i < 6; i += 1)
    await bar.getByRole("button", { name: "Step back" }).click();
  await expect(view.diagram).not.toHaveAccessibleName(
    "Alice's chat reaches Bob and Carol",
  );
  const back = bar.getByRole("button", { name: "Back to live" });
  await back.click();
  await expect(back).toHaveCount(0);
  await expect(view.diagram).toHaveAccessibleName(
    "Alice's chat reaches Bob and Carol",
  );
});

test("at normal speed a packet leaves, the server's line lights up, the packets land, and only then a screen shows what they brought", async () => {
  const view = broadcast.view();
  await view.connected("Alice", "Bob", "Carol");
  await view.lab.getByLabel("Speed").selectOption("Normal");
  await view.lab.getByRole("tab", { name: "server.js" }).click();
  const looks = watchPictures(broadcast.page());
  await view.press("Alice says hello");
  await expect(view.log("Bob")).toContainText("Alice hello");
  await expect.poll(view.packetsAt).toBeNull();
  const { moments, late } = firstSeen(await looks.end());
  expect(moments.every((at) => at > -1)).toBe(true);
  expect(moments).toEqual([...new Set(moments)].sort((a, b) => a - b));
  expect(late).toEqual([]);
  await view.lab.getByLabel("Speed").selectOption("Real time");
});

test("paused in mid-flight, nobody has the message, and nobody gets it until Step", async () => {
  const view = broadcast.view();
  await view.connected("Alice", "Bob", "Carol");
  await view.lab.getByLabel("Speed").selectOption("Normal");
  const bar = view.lab.getByRole("toolbar", { name: "Playback" });
  const step = bar.getByRole("button", { name: "Step", exact: true });
  await view.lab.getByRole("tab", { name: "server.js" }).click();
  await view.press("Alice says hello");
  await expect(view.diagram).toHaveAccessibleName(
    "Alice sent chat to the server",
  );
  await bar.getByRole("button", { name: "Pause" }).click();
  await expect(view.lab).toContainText("Paused. What is on its way waits");
  const at = await view.packetsAt();
  expect(at).not.toBeNull();
  // The server has answered somebody else since: it has handled nothing of Alice's.
  await broadcast.page().request.get("/healthz");
  expect(await view.packetsAt()).toBe(at);
  await expect(view.log("Bob")).toBeEmpty();
  await step.click();
  // It has reached the server, whose answer stands there.
  await expect(view.lab.locator('[aria-current="true"]')).toBeVisible();
  await expect(bar.getByRole("button", { name: "Play" })).toBeVisible();
  await expect(view.log("Bob")).toBeEmpty();
  await expect(async () => {
    await step.click();
    await expect(bar.getByRole("button", { name: "Play" })).toBeVisible();
    await expect(view.log("Bob")).toContainText("Alice hello", {
      timeout: 1_000,
    });
  }).toPass();
  // A step back shows the screen as it was, and that it is the past.
  await bar.getByRole("button", { name: "Step back" }).click();
  await expect(view.lab).toContainText("You are looking at the past.");
  await expect(view.client("Bob").getByText("Alice hello")).toBeHidden();
  await bar.getByRole("button", { name: "Back to live" }).click();
  await expect(view.log("Bob")).toContainText("Alice hello");
  await view.lab.getByLabel("Speed").selectOption("Real time");
});

test("keys pause and step outside of fields and can be turned off; Escape leads back to what was pressed", async () => {
  const view = broadcast.view();
  const page = broadcast.page();
  await view.connected("Alice", "Bob", "Carol");
  await page.getByRole("link", { name: "Skip to the lab" }).focus();
  await page.keyboard.press("Enter");
  await expect(view.lab).toBeFocused();

  const pause = view.lab.getByRole("button", { name: "Pause" });
  const play = view.lab.getByRole("button", { name: "Play" });
  await page.keyboard.press("p");
  await expect(play).toBeVisible();
  await page.keyboard.press("p");
  await expect(pause).toBeVisible();
  const field = view.client("Bob").getByRole("textbox");
  await field.pressSequentially("p.,");
  await expect(field).toHaveValue("p.,");
  await expect(pause).toBeVisible();

  await view.press("Alice says hello");
  await pause.focus();
  await page.keyboard.press("Escape");
  await expect(page.locator("main :focus")).toHaveText("Alice says hello");

  await view.lab.getByText("Keys", { exact: true }).click();
  const use = view.lab.getByRole("checkbox", { name: "Use these keys" });
  await use.uncheck();
  await page.keyboard.press("p");
  await use.check();
  await expect(pause).toBeVisible();
  await page.keyboard.press("p");
  await expect(play).toBeVisible();
});

test("a part fills the lab until Escape, and what the divider gives the code is kept", async () => {
  const view = broadcast.view();
  const page = broadcast.page();
  await view.connected("Alice", "Bob", "Carol");
  const code = view.lab.getByRole("tablist", { name: "Code and packets" });
  for (const part of ["the diagram", "the code"]) {
    await view.lab.getByRole("button", { name: `Enlarge ${part}` }).click();
    await expect(view.client("Bob")).toBeHidden();
    await expect(code).toBeVisible({ visible: part === "the code" });
    await page.keyboard.press("Escape");
    await expect(view.client("Bob")).toBeVisible();
  }
  await view.lab.getByRole("tab", { name: "Packets" }).click();
  await expect(
    view.lab.getByRole("button", { name: "Enlarge the packets" }),
  ).toBeVisible();

  const top = async (): Promise<number> => (await code.boundingBox())?.y ?? 0;
  const before = await top();
  await view.lab.getByRole("separator").press("ArrowUp");
  await expect.poll(top).toBeLessThan(before);
  const after = await top();
  await view.reset();
  await view.connected("Alice", "Bob", "Carol");
  expect(await top()).toBe(after);
  await view.lab.getByRole("separator").press("ArrowDown");
  await expect.poll(top).toBeGreaterThan(after);
});

test("each hop is spoken by a polite live region", async () => {
  const view = broadcast.view();
  await view.connected("Alice", "Bob", "Carol");
  const region = view.lab.locator('[aria-live="polite"]').first();
  await view.press("Alice says hello");
  await expect(region).toContainText("Bob received chat from the server");
});

for (const [motion, does] of [
  ["no-preference", "move"],
  ["reduce", "stand still"],
] as const) {
  test(`packets ${does} where the reader's choice of motion is ${motion}`, async () => {
    const view = broadcast.view();
    await broadcast.page().emulateMedia({ reducedMotion: motion });
    await view.reset();
    await view.connected("Alice", "Bob", "Carol");
    // Once the handshakes have been shown, the message is alone on the stage.
    await expect.poll(view.packetsAt).toBeNull();
    // Long enough in the air to be looked at twice.
    await view.lab.getByLabel("Speed").selectOption("¼ speed");
    await view.press("Alice says hello");
    await expect(view.diagram).toHaveAccessibleName(
      "Alice sent chat to the server",
    );
    await expect.poll(view.packetsAt).not.toBeNull();
    const first = await view.packetsAt();
    if (motion === "reduce") expect(await view.packetsAt()).toBe(first);
    else await expect.poll(view.packetsAt).not.toBe(first);
    await view.lab.getByLabel("Speed").selectOption("Real time");
    await broadcast.page().emulateMedia({ reducedMotion: null });
  });
}

test("reset opens a new private lab", async () => {
  const view = broadcast.view();
  await view.connected("Alice", "Bob", "Carol");
  await view.press("Alice says hello");
  await expect(view.log("Bob")).toContainText("Alice hello");
  await view.reset();
  await view.connected("Alice", "Bob", "Carol");
  await expect(view.log("Bob")).toBeEmpty();
  expect(await view.events()).toEqual([]);
});

test("broadcast: the emitting line lights up and the frame is named part by part", async () => {
  const view = broadcast.view();
  await view.connected("Alice", "Bob", "Carol");
  await view.lightsUp("server.js", "socket.broadcast.emit");
  await view.lab.getByRole("tab", { name: "Packets" }).click();
  // What has not set out at that moment is not in the list.
  const toBob = view.lab
    .getByRole("row")
    .filter({ hasText: "Bob" })
    .filter({ hasText: '42["chat"' });
  await expect(toBob).toHaveCount(0);
  await view.lab.getByRole("button", { name: "Back to live" }).click();
  await view.lab
    .getByRole("row")
    .filter({ hasText: "Bob" })
    .filter({ hasText: '42["chat"' })
    .getByRole("button")
    .click();
  await expect(view.lab).toContainText("Bob received chat");
  await expect(view.lab).toContainText("Engine.IO");
  await expect(view.lab).toContainText("Socket.IO");
});

test("what is lit, plays or is chosen has a mark where the browser's colours are the reader's own", async () => {
  const view = broadcast.view();
  await broadcast.page().emulateMedia({ forcedColors: "active" });
  await view.connected("Alice", "Bob", "Carol");
  await view.lightsUp("server.js", "socket.broadcast.emit");
  expect(await unmarked(view.lab)).toEqual([]);
  await view.lab.getByRole("tab", { name: "Packets" }).click();
  await view.lab
    .getByRole("row")
    .filter({ hasText: '42["chat"' })
    .getByRole("button")
    .first()
    .click();
  expect(await unmarked(view.lab)).toEqual([]);
  await broadcast.page().emulateMedia({ forcedColors: "none" });
});

test("two windows on one lesson never see each other's messages", async ({
  page,
}) => {
  const [mine, other] = [broadcast.view(), lessonPage(page)];
  await other.open("broadcast");
  for (const view of [mine, other])
    await view.connected("Alice", "Bob", "Carol");
  await mine.press("Alice says hello");
  await expect(mine.log("Bob")).toContainText("Alice hello");
  // The other lab's server answers after that; nothing of mine came with it.
  await other.press("Carol makes a note");
  await expect(other.log("Carol")).toContainText("buy milk");
  await expect(other.log("Bob")).toBeEmpty();
});
