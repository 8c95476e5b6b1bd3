import { expect, test } from "@playwright/test";
import { freePort } from "#server/node/listen.ts";
import { lessonPage } from "../support/page/lesson-page.ts";
import { serve, stop } from "../support/page/own-server.ts";

test("two windows on one lesson never see each other's messages", async ({
  browser,
}) => {
  const windows = await Promise.all([browser.newPage(), browser.newPage()]);
  const [mine, other] = windows.map((page) => lessonPage(page));
  if (!mine || !other) throw new Error("Two pages were asked for.");
  for (const view of [mine, other]) {
    await view.open("broadcast");
    await view.connected("Alice", "Bob", "Carol");
  }
  await mine.press("Alice says hello");
  await expect(mine.log("Bob")).toContainText("Alice hello");
  // The other lab's server answers after that; nothing of mine came with it.
  await other.press("Carol makes a note");
  await expect(other.log("Carol")).toContainText("buy milk");
  await expect(other.log("Bob")).toBeEmpty();
  for (const page of windows) await page.close();
});

test("a lab that loses its server says so, reconnects and goes on", async ({
  page,
}) => {
  const port = await freePort();
  let server = await serve(port);
  try {
    const view = lessonPage(page);
    await page.goto(`http://localhost:${port}/lessons/broadcast/`);
    await view.connected("Alice", "Bob", "Carol");
    await stop(server);
    for (const name of ["Alice", "Bob", "Carol"]) {
      await expect(view.client(name).getByRole("status")).toContainText(
        /disconnected|connecting/,
      );
    }
    server = await serve(port);
    await view.connected("Alice", "Bob", "Carol");
    await view.press("Alice says hello");
    await expect(view.log("Bob")).toContainText("Alice hello");
    await expect(view.log("Carol")).toContainText("Alice hello");
  } finally {
    await stop(server);
  }
});

test("a client's own form sends, by keyboard", async ({ page }) => {
  const view = lessonPage(page);
  await view.open("broadcast");
  await view.connected("Alice", "Bob", "Carol");
  await view
    .client("Bob")
    .getByRole("textbox", { name: "Message" })
    .fill("<b>mind</b> the gap");
  await page.keyboard.press("Enter");
  await expect(view.log("Alice")).toContainText("Bob <b>mind</b> the gap");
  await expect(view.log("Carol")).toContainText("Bob <b>mind</b> the gap");
});

test("playback stops, steps both ways and goes live again", async ({
  page,
}) => {
  const view = lessonPage(page);
  await view.open("broadcast");
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
  await bar.getByRole("button", { name: "Live" }).click();
  await expect(bar.getByRole("button", { name: "Live" })).toHaveAttribute(
    "aria-pressed",
    "true",
  );
  await expect(view.diagram).toHaveAccessibleName(
    "Alice's chat reaches Bob and Carol",
  );
});

test("each hop is spoken by a polite live region", async ({ page }) => {
  const view = lessonPage(page);
  await view.open("broadcast");
  await view.connected("Alice", "Bob", "Carol");
  const region = view.lab.locator('[aria-live="polite"]').first();
  await view.press("Alice says hello");
  await expect(region).toContainText("Bob received chat from the server");
});

for (const [motion, does] of [
  ["no-preference", "move"],
  ["reduce", "stand still"],
] as const) {
  test(`packets ${does} where the reader's choice of motion is ${motion}`, async ({
    browser,
  }) => {
    const page = await browser.newPage({ reducedMotion: motion });
    const view = lessonPage(page);
    await view.open("broadcast");
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
    await page.close();
  });
}

test("reset opens a new private lab", async ({ page }) => {
  const view = lessonPage(page);
  await view.open("broadcast");
  await view.connected("Alice", "Bob", "Carol");
  await view.press("Alice says hello");
  await expect(view.log("Bob")).toContainText("Alice hello");
  await view.lab.getByRole("button", { name: "Reset" }).click();
  await view.connected("Alice", "Bob", "Carol");
  await expect(view.log("Bob")).toBeEmpty();
  expect(await view.events()).toEqual([]);
});

test("on a phone the lab opens as a sheet when something happens", async ({
  browser,
}) => {
  const page = await browser.newPage({ viewport: { width: 390, height: 844 } });
  const view = lessonPage(page);
  await view.open("broadcast");
  await view.press("Alice says hello");
  await expect(view.log("Bob")).toContainText("Alice hello");
  await expect(view.diagram).toBeInViewport();
  const overflow = await page.evaluate(
    () =>
      document.documentElement.scrollWidth -
      document.documentElement.clientWidth,
  );
  expect(overflow).toBe(0);
  await page.close();
});

test("the front page is live: one press and the message travels, its frame shown", async ({
  page,
}) => {
  await page.goto("/");
  const lab = page.getByRole("region", { name: "Live lab" });
  await lab
    .getByRole("group", { name: "Alice" })
    .getByRole("textbox", { name: "Message" })
    .fill("hello Bob");
  await page.keyboard.press("Enter");
  await expect(lab.getByRole("log", { name: "Bob's messages" })).toContainText(
    "hello Bob",
  );
  await expect(lab).toContainText('42["message","hello Bob"]');
  await expect(lab.getByRole("img")).toHaveAccessibleName(
    /Alice's message reaches/,
  );
});
