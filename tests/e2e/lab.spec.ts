import { expect } from "@playwright/test";
import { freePort } from "#server/node/listen.ts";
import { lessonPage } from "../support/page/lesson-page.ts";
import { serve, stop } from "../support/page/own-server.ts";
import { test } from "../support/page/test.ts";

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
