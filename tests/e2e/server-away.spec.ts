import { once } from "node:events";
import { createServer } from "node:http";
import AxeBuilder from "@axe-core/playwright";
import { expect, type Page, type Response } from "@playwright/test";
import { freePort } from "#server/node/listen.ts";
import { serve, stop } from "../support/page/own-server.ts";
import {
  NO_SERVER,
  openBroadcast as open,
  three,
} from "../support/page/server-choice.ts";
import { keepSite } from "../support/page/site-page.ts";
import { test } from "../support/page/test.ts";

/** The service workers of the page's origin, and the names of what they keep. */
async function keptHere(): Promise<string[]> {
  const workers = await navigator.serviceWorker.getRegistrations();
  return [...workers.map(({ scope }) => scope), ...(await caches.keys())];
}

/** Another program than the site's at a port. */
async function answerAt(
  port: number,
  status: number,
  text: string,
): Promise<{ close: () => Promise<void> }> {
  const program = createServer((_, res) =>
    res.writeHead(status, { "Content-Type": "text/html" }).end(text),
  ).listen(port, "localhost");
  await once(program, "listening");
  return {
    async close() {
      program.closeAllConnections();
      program.close();
      await once(program, "close");
    },
  };
}

async function violations(page: Page): Promise<string[]> {
  const { violations: found } = await new AxeBuilder({ page })
    .include('[aria-label="Settings"]')
    .include('[aria-label="Live lab"]')
    .analyze();
  return found.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ""}`);
}

test.describe("with a server that goes away", () => {
  test("a lab says that its server is lost, cannot be moved to the tab without a copy of the site, and goes on as it was once the server is back", async ({
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
      // What is still on its way when the server stops is lost, as on any server.
      await expect(view.log("Bob")).toContainText("Alice hello");
      await stop(server);
      for (const name of three)
        await expect(view.client(name).getByRole("status")).toContainText(
          /disconnected|connecting/,
        );
      const move = view.lab.getByRole("button", { name: "Go on in this tab" });
      await expect(move).toBeVisible();
      // Without a copy in the browser, what runs in the tab would come from there too.
      await choice.choose("Node in this tab");
      await expect(view.lab.getByRole("alert").first()).toContainText(
        "The lab could not be opened.",
      );
      await choice.runsOn("Node");

      server = await serve(port);
      await view.connected(...three);
      await expect(move).toBeHidden();
      await choice.runsOn("Node");
      await expect(view.log("Bob")).toContainText("Alice hello");
      await view.press("Alice says hello");
      for (const name of ["Bob", "Carol"])
        await expect(view.log(name)).toContainText(/Alice hello.*Alice hello/);
    } finally {
      await stop(server);
    }
  });
});

test.describe("kept by the browser", () => {
  test.use({ serviceWorkers: "allow" });

  test("a lab whose server goes away says so and goes on in the tab by one press, until Node is chosen again; a lesson that is opened without a server says so once; what the browser keeps never answers for another program", async ({
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
      await test.step("on this machine nothing is kept unasked", async () => {
        expect(await page.evaluate(keptHere)).toEqual([]);
        await keepSite(page);
      });
      await test.step("the labs' traffic goes past what is kept", async () => {
        const polls: boolean[] = [];
        const note = (response: Response) => {
          if (response.url().includes("/labs/"))
            polls.push(response.fromServiceWorker());
        };
        page.on("response", note);
        await view.reset();
        await view.connected(...three);
        page.off("response", note);
        expect(polls.length).toBeGreaterThan(0);
        expect(polls).not.toContain(true);
      });

      await stop(server);
      await expect(view.lab.getByRole("alert").first()).toContainText(
        "The server can't be reached. This lab keeps trying to reconnect.",
      );
      expect(await violations(page)).toEqual([]);
      await view.lab.getByRole("button", { name: "Go on in this tab" }).click();
      await choice.runsOn("Node in this tab");
      await view.connected(...three);
      await view.press("Alice says hello");
      await expect(view.log("Bob")).toContainText("Alice hello");
      await expect(view.lab.getByRole("alert").first()).toBeEmpty();

      // A lab that runs goes on while there is still no server.
      await choice.choose("Node");
      await expect(choice.notice).toBeVisible();
      await choice.runsOn("Node in this tab");
      await expect(view.log("Bob")).toContainText("Alice hello");

      server = await serve(port);
      await choice.choose("Node");
      await choice.runsOn("Node");
      await expect(choice.notice).toBeHidden();
      await view.connected(...three);

      await stop(server);
      const reloaded = await page.reload();
      expect(reloaded?.fromServiceWorker()).toBe(true);
      await choice.runsOn("Node in this tab");
      await expect(view.lab.getByText(NO_SERVER)).toHaveCount(1);
      expect(await violations(page)).toEqual([]);
      await view.press("Alice says hello");
      await expect(view.log("Bob")).toContainText("Alice hello");

      const asked: string[] = [];
      page.on("request", (request) => asked.push(request.url()));
      await page.getByRole("link", { name: "Emit and listen" }).click();
      await expect(page).toHaveURL(/emit-and-listen/);
      await choice.runsOn("Node in this tab");
      await expect(choice.notice).toBeVisible();
      await view.lab.getByRole("button", { name: "OK", exact: true }).click();
      await expect(choice.notice).toBeHidden();
      await page.reload();
      await choice.runsOn("Node in this tab");
      await view.connected("Alice", "Bob");
      await expect(choice.notice).toBeHidden();
      expect(asked.filter((url) => url.includes("healthz"))).toEqual([]);

      await test.step("another program has the port by now", async () => {
        const broken = await answerAt(port, 500, "It broke.");
        const reloaded = await page.reload();
        expect(reloaded?.status()).toBe(500);
        await expect(page.getByText("It broke.")).toBeVisible();
        await broken.close();
        const working = await answerAt(port, 200, "It works.");
        await page.reload();
        await expect(page.getByText("It works.")).toBeVisible();
        await expect.poll(() => page.evaluate(keptHere)).toEqual([]);
        await working.close();
      });
    } finally {
      await stop(server);
    }
  });
});
