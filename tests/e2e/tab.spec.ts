import { expect, test } from "@playwright/test";
import { lessonPage } from "../support/page/lesson-page.ts";
import { servers } from "../support/page/server-choice.ts";
import { promises } from "./lesson-promises.ts";

/** In bytes, as transferred: what the server in the tab may weigh. */
const MOST = 60 * 1024;

for (const { lesson, clients, after = [], press, packets, logs } of promises) {
  test(`${lesson}: "${press}" does what the prose says, in this tab`, async ({
    page,
  }) => {
    const view = lessonPage(page);
    await page.goto(`/lessons/${lesson}/?server=tab`);
    await view.connected(...clients);
    for (const name of after) await view.press(name);
    const before = (await view.events()).length;
    await view.press(press);
    for (const [name, text] of Object.entries(logs)) {
      await expect(view.log(name)).toContainText(text);
    }
    await expect(async () => {
      expect((await view.events()).slice(before).sort()).toEqual(
        [...packets].sort(),
      );
    }).toPass();
  });
}

test("the emitting line lights up, in this tab", async ({ page }) => {
  const view = lessonPage(page);
  await page.goto("/lessons/broadcast/?server=tab");
  await view.connected("Alice", "Bob", "Carol");
  await view.lab.getByRole("tab", { name: "server.js" }).click();
  const bar = view.lab.getByRole("toolbar", { name: "Playback" });
  await bar.getByRole("button", { name: "Pause" }).click();
  await view.press("Alice says hello");
  await expect(view.log("Bob")).toContainText("Alice hello");
  const lit = view.lab
    .locator('[aria-current="true"]')
    .filter({ hasText: "socket.broadcast.emit" });
  for (let i = 0; i < 60 && !(await lit.isVisible()); i += 1) {
    await bar.getByRole("button", { name: "Step", exact: true }).click();
    await expect(bar.getByRole("button", { name: "Play" })).toBeVisible();
  }
  await expect(lit).toBeVisible();
});

test("the server in the tab is one small file, loaded only when it is used, and asks for nothing else", async ({
  page,
}) => {
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  const isOfTab = (url: string): boolean =>
    /\/_astro\/(?:worker|start-worker|tab|compile)[.-]/.test(url);
  const view = lessonPage(page);
  await view.open("broadcast");
  await view.connected("Alice", "Bob", "Carol");
  expect(asked.filter(isOfTab)).toEqual([]);

  const loaded = page.waitForResponse(/\/_astro\/worker-/);
  await page.goto("/lessons/broadcast/?server=tab");
  const response = await loaded;
  const gzip = await page.request.get(response.url(), {
    headers: { "accept-encoding": "gzip" },
  });
  expect(gzip.headers()["content-encoding"]).toBe("gzip");
  expect(Number(gzip.headers()["content-length"])).toBeLessThanOrEqual(MOST);

  await view.connected("Alice", "Bob", "Carol");
  await view.press("Alice says hello");
  await expect(view.log("Bob")).toContainText("Alice hello");
  const own = asked.slice(asked.findIndex(isOfTab));
  expect(own.filter((url) => /compile|\/labs\/|\/stream\//.test(url))).toEqual(
    [],
  );
});

test("Reset starts the server in the tab anew", async ({ page }) => {
  const view = lessonPage(page);
  await page.goto("/lessons/broadcast/?server=tab");
  await view.connected("Alice", "Bob", "Carol");
  await view.press("Alice says hello");
  await expect(view.log("Bob")).toContainText("Alice hello");
  await view.lab.getByRole("button", { name: "Reset" }).click();
  await expect(view.log("Bob")).toBeEmpty();
  await view.connected("Alice", "Bob", "Carol");
  await view.press("Alice says hello");
  await expect(view.log("Bob")).toContainText("Alice hello");
  expect(servers(page)).toBe(1);
});
