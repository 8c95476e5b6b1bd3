import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import AxeBuilder from "@axe-core/playwright";
import { expect, test, type Page } from "@playwright/test";
import { createSite } from "../../demo-server/node/site.ts";
import { lessonPage } from "./lesson-page.ts";
import { freePort, serve, stop } from "./own-server.ts";
import { isKept } from "./site-page.ts";
import { NO_SERVER, serverChoice } from "./server-choice.ts";

const three = ["Alice", "Bob", "Carol"];

async function open(page: Page, path = "/lessons/broadcast/") {
  const view = lessonPage(page);
  await page.goto(path);
  return { view, choice: serverChoice(page) };
}

/** How many servers run in the page's tab. */
const servers = (page: Page): number =>
  page.workers().filter((worker) => worker.url().includes("/worker-")).length;

async function violations(page: Page): Promise<string[]> {
  const { violations: found } = await new AxeBuilder({ page })
    .include('[aria-label="Settings"]')
    .include('[aria-label="Live lab"]')
    .analyze();
  return found.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ""}`);
}

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
    hasText: "io.emit. Who gets the event",
  });
  const carol = question.getByRole("checkbox", { name: "Carol" });
  await carol.check();
  const place = (): Promise<number> => page.evaluate(() => scrollY);
  await page.evaluate(() => scrollTo(0, 400));
  expect(await place()).toBe(400);
  await choice.radio("Node").focus();

  await page.keyboard.press("ArrowRight");
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

test.describe("with a server that goes away", () => {
  test("a lab of a server that comes back is as before", async ({ page }) => {
    const port = await freePort();
    let server = await serve(port);
    try {
      const { view, choice } = await open(
        page,
        `http://localhost:${port}/lessons/broadcast/`,
      );
      await view.connected(...three);
      await stop(server);
      const move = view.lab.getByRole("button", { name: "Go on in this tab" });
      await expect(move).toBeVisible({ timeout: 15_000 });
      server = await serve(port);
      await view.connected(...three);
      await expect(move).toBeHidden();
      await choice.runsOn("Node");
    } finally {
      await stop(server);
    }
  });

  test("a lab that cannot be moved to the tab goes on as it is", async ({
    page,
  }) => {
    const port = await freePort();
    let server = await serve(port);
    try {
      const { view, choice } = await open(
        page,
        `http://localhost:${port}/lessons/broadcast/`,
      );
      await view.connected(...three);
      await view.press("Alice says hello");
      await stop(server);
      // Without a copy in the browser, what runs in the tab would come from there too.
      await choice.choose("In this tab");
      await expect(view.lab.getByRole("alert").first()).toContainText(
        "The lab could not be opened.",
      );
      await choice.runsOn("Node");
      server = await serve(port);
      await view.connected(...three);
      await expect(view.log("Bob")).toContainText("Alice hello");
    } finally {
      await stop(server);
    }
  });

  test("a page whose answer came from a server that is gone moves to the tab", async ({
    page,
  }) => {
    // As where a proxy still has its pages: they are the server's, and nothing is behind them.
    const site = createServer(
      createSite(fileURLToPath(new URL("../../dist", import.meta.url))),
    ).listen(0, "localhost");
    await once(site, "listening");
    const { port } = site.address() as AddressInfo;
    try {
      const { view, choice } = await open(
        page,
        `http://localhost:${port}/lessons/broadcast/`,
      );
      await choice.runsOn("In this tab");
      await expect(choice.notice).toBeVisible();
      await view.connected(...three);
    } finally {
      site.closeAllConnections();
      site.close();
    }
  });
});

test.describe("kept by the browser", () => {
  test.use({ serviceWorkers: "allow" });

  test("a lab whose server goes away says so and goes on in the tab by one press, until Node is chosen again", async ({
    page,
  }) => {
    const port = await freePort();
    let server = await serve(port);
    try {
      const { view, choice } = await open(
        page,
        `http://localhost:${port}/lessons/broadcast/`,
      );
      await view.connected(...three);
      await isKept(page);
      await stop(server);
      await expect(view.lab.getByRole("alert").first()).toContainText(
        "The server cannot be reached. Trying again by itself.",
        { timeout: 15_000 },
      );
      expect(await violations(page)).toEqual([]);
      await view.lab.getByRole("button", { name: "Go on in this tab" }).click();
      await choice.runsOn("In this tab");
      await view.connected(...three);
      await view.press("Alice says hello");
      await expect(view.log("Bob")).toContainText("Alice hello");
      await expect(view.lab.getByRole("alert").first()).toBeEmpty();

      // A lab that runs goes on while there is still no server.
      await choice.choose("Node");
      await expect(choice.notice).toBeVisible();
      await choice.runsOn("In this tab");
      await expect(view.log("Bob")).toContainText("Alice hello");

      server = await serve(port);
      await choice.choose("Node");
      await choice.runsOn("Node");
      await expect(choice.notice).toBeHidden();
      await view.connected(...three);
    } finally {
      await stop(server);
    }
  });

  test("a lesson whose server is down at its opening runs in the tab and says so once", async ({
    page,
  }) => {
    const port = await freePort();
    const server = await serve(port);
    const { view, choice } = await open(
      page,
      `http://localhost:${port}/lessons/broadcast/`,
    );
    await choice.runsOn("Node");
    await isKept(page);
    await stop(server);
    await page.reload();
    await choice.runsOn("In this tab");
    await expect(view.lab.getByText(NO_SERVER)).toHaveCount(1);
    expect(await violations(page)).toEqual([]);
    await view.press("Alice says hello");
    await expect(view.log("Bob")).toContainText("Alice hello");

    const asked: string[] = [];
    page.on("request", (request) => asked.push(request.url()));
    await page.getByRole("link", { name: "Emit and listen" }).click();
    await expect(page).toHaveURL(/emit-and-listen/);
    await choice.runsOn("In this tab");
    await expect(choice.notice).toBeVisible();
    await view.lab.getByRole("button", { name: "OK", exact: true }).click();
    await expect(choice.notice).toBeHidden();
    await page.reload();
    await choice.runsOn("In this tab");
    await view.connected("Alice", "Bob");
    await expect(choice.notice).toBeHidden();
    expect(asked.filter((url) => url.includes("healthz"))).toEqual([]);
  });
});
