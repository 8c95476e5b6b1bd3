import { expect } from "@playwright/test";
import { lessonPage } from "../support/page/lesson-page.ts";
import { servers } from "../support/page/server-choice.ts";
import { sharedLesson } from "../support/page/shared-lesson.ts";
import { test } from "../support/page/test.ts";

/** In bytes, as transferred: what the server in the tab may weigh. */
const MOST = 60 * 1024;

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

test.describe("the lab in this tab", () => {
  const shared = sharedLesson("/lessons/broadcast/?server=tab");

  test("lights up the line that emits", async () => {
    const view = shared.view();
    await view.connected("Alice", "Bob", "Carol");
    await view.lightsUp("server.js", "socket.broadcast.emit");
  });

  test("Reset starts the server in the tab anew", async () => {
    const view = shared.view();
    await view.connected("Alice", "Bob", "Carol");
    await view.press("Alice says hello");
    await expect(view.log("Bob")).toContainText("Alice hello");
    await view.reset();
    await expect(view.log("Bob")).toBeEmpty();
    await view.connected("Alice", "Bob", "Carol");
    await view.press("Alice says hello");
    await expect(view.log("Bob")).toContainText("Alice hello");
    expect(servers(shared.page())).toBe(1);
  });
});
