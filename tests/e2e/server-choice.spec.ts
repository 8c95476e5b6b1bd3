import { expect } from "@playwright/test";
import { exercisePage, SOLUTION } from "../support/page/exercise-page.ts";
import {
  openBroadcast as open,
  servers,
  three,
} from "../support/page/server-choice.ts";
import { test } from "../support/page/test.ts";

test("another server is chosen by keyboard, keeps the place in the lesson, and is kept", async ({
  page,
}) => {
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  const { view, choice } = await open(page);
  await view.connected(...three);
  await choice.runsOn("Node");
  await expect(choice.notice).toBeHidden();
  // The page came from the server: whether it is there need not be asked.
  expect(asked.filter((url) => url.includes("healthz"))).toEqual([]);
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

  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  await choice.runsOn("Node in this tab");
  await view.connected(...three);
  await expect(choice.radio("Node in this tab")).toBeFocused();
  expect(await place()).toBe(400);
  await expect(carol).toBeChecked();
  await expect(view.log("Bob")).toBeEmpty();
  await view.press("Alice says hello");
  await expect(view.log("Bob")).toContainText("Alice hello");
  expect(servers(page)).toBe(1);
  await expect(choice.notice).toBeHidden();

  await page.getByLabel("Theme").selectOption("Dark");
  await test.step("what was chosen shows before the page's scripts have run", async () => {
    await page.route(/\.js$/, (route) => route.abort());
    await page.reload();
    await expect(choice.radio("Node in this tab")).toBeChecked();
    await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
    await page.unroute(/\.js$/);
  });
  await page.getByRole("link", { name: "Emit and listen" }).click();
  await expect(page).toHaveURL(/emit-and-listen/);
  await choice.runsOn("Node in this tab");
  await view.connected("Alice", "Bob");
  await choice.radio("Node in this tab").focus();
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("ArrowLeft");
  await choice.runsOn("Node");
  await view.connected("Alice", "Bob");
});

test("servers that are chosen in a hurry leave one lab, on the last; the choice wins over the address, which wins for its page and is not kept", async ({
  page,
}) => {
  const onNode = "/lessons/broadcast/?server=node";
  const { view, choice } = await open(page, onNode);
  await view.connected(...three);
  await choice.choose("Node in this tab");
  await choice.choose("Node");
  await choice.choose("Node in this tab");
  await choice.runsOn("Node in this tab");
  await view.connected(...three);
  await view.press("Alice says hello");
  await expect(view.log("Bob")).toContainText("Alice hello");
  await expect.poll(() => servers(page)).toBe(1);

  // What is written in an exercise is kept, with the caret, whatever the lab does.
  const { box, opened, write } = exercisePage(page);
  await opened();
  await write("// Mine, and unfinished");
  await page.keyboard.press("ArrowLeft");
  await page.reload();
  await choice.runsOn("Node in this tab");
  await opened();
  await expect(box).toHaveText("// Mine, and unfinished");
  await page.keyboard.press("Backspace");
  await expect(box).toHaveText("// Mine, and unfinishd");

  await open(page, onNode);
  await choice.runsOn("Node");
  await open(page);
  await choice.runsOn("Node in this tab");
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
  await choice.choose("Node in this tab");
  await choice.runsOn("Node in this tab");
  await view.lab.getByRole("button", { name: "Reset" }).click();
  await choice.runsOn("Node in this tab");

  await test.step("what is written and pressed before an exercise is loaded isn't lost", async () => {
    const early = Promise.withResolvers<undefined>();
    await page.route(/\/ExercisePanel/, async (route) => {
      await early.promise;
      await route.continue();
    });
    const { box, button, status, write } = exercisePage(page);
    await write(SOLUTION);
    await button("Check").click();
    await expect(button("Check")).toHaveAttribute("aria-busy", "true");
    early.resolve(undefined);
    await expect(status).toHaveText(
      "Solved. The packets are as they should be.",
    );
    await expect(box).toContainText("socket.broadcast.emit");
  });
  await expect(
    page.getByText("this browser keeps nothing: save your code as a file"),
  ).toBeVisible();
});
