import AxeBuilder from "@axe-core/playwright";
import { expect } from "@playwright/test";
import { sharedLesson } from "../support/page/shared-lesson.ts";
import { test } from "../support/page/test.ts";

const broadcast = sharedLesson("/lessons/broadcast/");

test("the menu is worked by keyboard, cuts one client off and mends it", async () => {
  const page = broadcast.page();
  const view = broadcast.view();
  await view.connected("Alice", "Bob", "Carol");
  const button = view.lab.getByRole("button", { name: "Break something" });
  const menu = view.lab.getByRole("menu", { name: "Break something" });
  await button.focus();
  await page.keyboard.press("ArrowDown");
  await expect(button).toHaveAttribute("aria-expanded", "true");
  await expect(
    menu.getByRole("menuitemradio", { name: "Alice" }),
  ).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(menu).toBeHidden();
  await expect(button).toBeFocused();

  await page.keyboard.press("Enter");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Space");
  await expect(
    menu.getByRole("menuitemradio", { name: "Bob" }),
  ).toHaveAttribute("aria-checked", "true");
  await page.keyboard.press("End");
  await expect(
    menu.getByRole("menuitem", { name: "Repair everything" }),
  ).toBeFocused();
  await page.keyboard.press("c");
  await page.keyboard.press("c");
  const cut = menu.getByRole("menuitemcheckbox", { name: "Cut the network" });
  await expect(cut).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(menu).toBeHidden();
  await expect(button).toBeFocused();
  await expect(button).toHaveAccessibleDescription("Bob: network cut");

  const bob = view.client("Bob");
  await expect(bob).toContainText("network cut");
  await expect(bob.getByRole("status")).toContainText(
    /disconnected, reconnecting in \d\.\d s, attempt \d/,
  );
  await expect(view.lab.locator('[data-connection="cut"]')).toHaveCount(1);
  await page.keyboard.press("ArrowUp");
  await expect(
    menu.getByRole("menuitem", { name: "Repair everything" }),
  ).toBeFocused();
  await expect(cut).toHaveAttribute("aria-checked", "true");
  const { violations } = await new AxeBuilder({ page })
    .include('[aria-label="Live lab"]')
    .analyze();
  expect(violations).toEqual([]);
  await page.keyboard.press("Enter");
  await expect(bob).not.toContainText("network cut");
  await expect(bob.getByRole("status")).toContainText(/connected · websocket/);
});

test("a question that can't be answered while its client is cut off says why and what to do, and the answer follows", async () => {
  const page = broadcast.page();
  const view = broadcast.view();
  await view.connected("Alice", "Bob", "Carol");
  const button = view.lab.getByRole("button", { name: "Break something" });
  const choose = async (...items: string[]): Promise<void> => {
    await button.click();
    const menu = view.lab.getByRole("menu", { name: "Break something" });
    for (const item of items)
      await menu.getByText(item, { exact: true }).click();
  };
  await choose("Alice", "Cut the network");
  await expect(view.client("Alice")).toContainText("network cut");
  const box = page
    .getByRole("main")
    .getByRole("group", { name: /^Alice says hello/ });
  for (const name of ["Bob", "Carol"])
    await box.getByRole("checkbox", { name, exact: true }).check();
  await box.getByRole("button", { name: "Run it and see" }).click();
  await expect(box.getByRole("status")).toContainText(
    "Alice isn’t connected, so the message waits on Alice’s side. Repair the network in the menu “Break something”",
  );
  await expect(view.client("Alice")).toContainText("Not sent yet: chat");
  await choose("Repair everything");
  await expect(box.getByRole("status")).toContainText(/^Right/);
  await expect(view.log("Bob")).toContainText("Alice hello");
});

test("a lost packet is marked as lost in the list and told as lost", async () => {
  const page = broadcast.page();
  const view = broadcast.view();
  await view.connected("Alice", "Bob", "Carol");
  await view.lab.getByRole("button", { name: "Break something" }).click();
  await page.getByRole("menuitemradio", { name: "Carol" }).click();
  await page
    .getByRole("menuitemcheckbox", { name: "Lose the next packet to Carol" })
    .click();
  await view.press("Alice says hello");
  await expect(view.log("Bob")).toContainText("Alice hello");
  await view.lab.getByRole("tab", { name: "Packets" }).click();
  const rows = view.lab
    .getByRole("table", { name: "Packets" })
    .getByRole("row");
  await expect(
    rows.filter({ hasText: "Carol" }).filter({ hasText: "lostchat" }),
  ).toHaveCount(1);
  await expect(
    rows.filter({ hasText: "The next packet to Carol will be lost" }),
  ).toHaveCount(1);
  await expect(view.lab.locator('[aria-live="polite"]').first()).toContainText(
    "Chat to Carol got lost",
  );
  await expect(view.log("Carol")).toBeEmpty();
});

test("with WebSocket blocked, everything goes on by long polling", async () => {
  const page = broadcast.page();
  const view = broadcast.view();
  await view.connected("Alice", "Bob", "Carol");
  await view.lab.getByRole("button", { name: "Break something" }).click();
  await page.getByRole("menuitemradio", { name: "Alice" }).click();
  await page.getByRole("menuitemcheckbox", { name: "Block WebSocket" }).click();
  await expect(view.client("Alice").getByRole("status")).toContainText(
    "connected · polling",
  );
  await view.press("Alice says hello");
  await expect(view.log("Bob")).toContainText("Alice hello");
});

test("a restart of the server sends everybody away and back", async () => {
  const page = broadcast.page();
  const view = broadcast.view();
  const everybody = ["Alice", "Bob", "Carol"];
  await view.connected(...everybody);
  const idOf = (name: string) => view.client(name).getByTitle(/^Socket id/);
  const before = await Promise.all(
    everybody.map((name) => idOf(name).getAttribute("title")),
  );
  await view.lab.getByRole("button", { name: "Break something" }).click();
  await page.getByRole("menuitem", { name: "Restart the server" }).click();
  await view.lab.getByRole("tab", { name: "Packets" }).click();
  const rows = view.lab.getByRole("row");
  await expect(rows.filter({ hasText: "The server restarts" })).toHaveCount(1);
  for (const [place, name] of everybody.entries()) {
    await expect(
      rows.filter({ hasText: `${name} is disconnected: transport` }),
    ).toHaveCount(1);
    // A screen may still show what was before: whoever is back has another id.
    await expect
      .poll(async () => {
        const [id] = await idOf(name).evaluateAll((found) =>
          found.map((one) => one.getAttribute("title")),
        );
        return id ?? before[place];
      })
      .not.toBe(before[place]);
  }
  await view.press("Alice says hello");
  await expect(view.log("Bob")).toContainText("Alice hello");
});
