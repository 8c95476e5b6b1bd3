import { expect } from "@playwright/test";
import {
  openBroadcast as open,
  servers,
  three,
} from "../support/page/server-choice.ts";
import { test } from "../support/page/test.ts";

test("on the bundled server a lab opens without asking whether it is there", async ({
  page,
}) => {
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  const { view, choice } = await open(page);
  await view.connected(...three);
  await choice.runsOn("Node");
  await expect(choice.notice).toBeHidden();
  expect(asked.filter((url) => url.includes("healthz"))).toEqual([]);
});

test("another server is chosen by keyboard, keeps the place in the lesson, and is kept", async ({
  page,
}) => {
  const { view, choice } = await open(page);
  await view.connected(...three);
  await view.press("Alice says hello");
  await expect(view.log("Bob")).toContainText("Alice hello");
  const question = page.getByRole("main").getByRole("group").filter({
    hasText: "handler for announce runs. Who gets the event",
  });
  const carol = question.getByRole("checkbox", { name: "Carol" });
  await carol.check();
  const place = (): Promise<number> => page.evaluate(() => scrollY);
  await page.evaluate(() => scrollTo(0, 400));
  expect(await place()).toBe(400);
  await choice.radio("Node").focus();

  await page.keyboard.press("ArrowLeft");
  await choice.runsOn("In this tab");
  await view.connected(...three);
  await expect(choice.radio("In this tab")).toBeFocused();
  expect(await place()).toBe(400);
  await expect(carol).toBeChecked();
  await expect(view.log("Bob")).toBeEmpty();
  await view.press("Alice says hello");
  await expect(view.log("Bob")).toContainText("Alice hello");
  expect(servers(page)).toBe(1);
  await expect(choice.notice).toBeHidden();

  await page.reload();
  await choice.runsOn("In this tab");
  await page.getByRole("link", { name: "Emit and listen" }).click();
  await expect(page).toHaveURL(/emit-and-listen/);
  await choice.runsOn("In this tab");
  await view.connected("Alice", "Bob");

  await choice.radio("In this tab").focus();
  await page.keyboard.press("ArrowRight");
  await choice.runsOn("Node");
  await view.connected("Alice", "Bob");
  await page.reload();
  await choice.runsOn("Node");
});

test("what was chosen shows before the page's scripts have run", async ({
  page,
}) => {
  const { choice } = await open(page);
  await choice.choose("In this tab");
  await choice.runsOn("In this tab");
  await page.route(/\.js$/, (route) => route.abort());
  await page.reload();
  await expect(choice.radio("In this tab")).toBeChecked();
});

test("the address wins for its page and is not kept; a choice on the page wins over it", async ({
  page,
}) => {
  const { choice } = await open(page, "/lessons/broadcast/?server=tab");
  await choice.runsOn("In this tab");
  await page.goto("/lessons/broadcast/");
  await choice.runsOn("Node");
  await page.goto("/lessons/broadcast/?server=tab");
  await choice.runsOn("In this tab");
  await choice.choose("Node");
  await choice.runsOn("Node");
  await page.reload();
  await choice.runsOn("Node");
});

test("servers that are chosen in a hurry leave one lab, on the last", async ({
  page,
}) => {
  const { view, choice } = await open(page);
  await view.connected(...three);
  await choice.choose("In this tab");
  await choice.choose("Node");
  await choice.choose("In this tab");
  await choice.runsOn("In this tab");
  await view.connected(...three);
  await view.press("Alice says hello");
  await expect(view.log("Bob")).toContainText("Alice hello");
  await expect.poll(() => servers(page)).toBe(1);
});

test("where storage is forbidden, a choice lasts as long as the page", async ({
  page,
}) => {
  await page.addInitScript(() => {
    for (const name of ["localStorage", "sessionStorage"])
      Object.defineProperty(window, name, {
        get() {
          throw new DOMException("Forbidden", "SecurityError");
        },
      });
  });
  const { view, choice } = await open(page);
  await choice.runsOn("Node");
  await choice.choose("In this tab");
  await choice.runsOn("In this tab");
  await view.lab.getByRole("button", { name: "Reset" }).click();
  await choice.runsOn("In this tab");
});

test("on a phone the choice is in the menu", async ({ browser }) => {
  const page = await browser.newPage({ viewport: { width: 390, height: 844 } });
  const { view, choice } = await open(page);
  await expect(choice.group).toBeHidden();
  await page.getByRole("button", { name: "Menu" }).click();
  await choice.choose("In this tab");
  await page.getByRole("button", { name: "Menu" }).click();
  await view.press("Alice says hello");
  await expect(view.log("Bob")).toContainText("Alice hello");
  await expect(view.lab).toContainText("clients in this tab");
  await page.close();
});
