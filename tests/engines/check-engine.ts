import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Promised } from "../e2e/lesson-promises.ts";
import { serve, stop } from "../support/page/own-server.ts";
import { openStaticSite } from "../support/page/static-site.ts";
import { freePort } from "#server/node/listen.ts";
import type { Browser } from "./browser.ts";
import { builtLessons } from "./lessons.ts";
import { openView, type View } from "./view.ts";

/** Presses what the prose has one press, and sees what the prose promises. */
async function keepPromise(
  view: View,
  { clients, after = [], press, packets, logs, diagram }: Promised,
): Promise<void> {
  await view.connected(clients);
  await view.hurry();
  for (const name of after) await view.press(name);
  const before = (await view.packets()).length;
  await view.press(press);
  for (const [name, text] of Object.entries(logs))
    await expect.poll(() => view.log(name)).toContain(text);
  // Receivers of one broadcast are told in no fixed order.
  await expect
    .poll(async () => (await view.packets()).slice(before).sort())
    .toEqual([...packets].sort());
  await expect.poll(() => view.diagram()).toMatch(diagram);
}

/**
 * Checks the built site in an engine, with one load of a page for each lesson and three more: what
 * an engine may do otherwise is how it runs the lab's clients, the server in its tab, the chat and
 * the service worker. What is in the pages is checked in Chromium.
 */
export function checkEngine(open: () => Promise<Browser>): void {
  let browser: Browser;
  let view: View;
  let server: Awaited<ReturnType<typeof serve>>;
  let root: string;

  beforeAll(async () => {
    const port = await freePort();
    root = `http://localhost:${port}/`;
    server = await serve(port, ["--no-flask"]);
    browser = await open();
    view = openView(browser);
  });
  afterAll(async () => {
    await browser?.close();
    await stop(server);
  });

  describe.each(builtLessons)("$lesson", ({ lesson, promised }) => {
    it(
      promised
        ? `"${promised.press}" does what the prose says, on Node and in the tab`
        : "its clients connect, on Node and in the tab",
      async () => {
        await view.open(`${root}lessons/${lesson}/`);
        for (const place of ["Node", "In this tab"] as const) {
          await view.choose(place);
          await view.runsOn(place);
          await (promised ? keepPromise(view, promised) : view.connected());
        }
        expect(browser.takeTrouble()).toEqual([]);
      },
    );
  });

  it("two people in the tab's chat hear one another", async () => {
    await view.open(`${root}chat/?server=tab`);
    await expect.poll(() => view.canSay("Alice")).toBe(true);
    await view.say("Alice", "Tea?");
    await expect.poll(() => view.reads("Carol", "Tea")).toContain("Tea?");
    await view.say("Carol", "Yes, please");
    await expect
      .poll(() => view.reads("Alice", "Tea"))
      .toContain("Yes, please");
    expect(browser.takeTrouble()).toEqual([]);
  });

  it("after one visit a page opens without a server, and its lab runs in the tab", async () => {
    const site = await openStaticSite();
    const [visited, other] = builtLessons.filter(({ promised }) => promised);
    await view.open(`${site.root}lessons/${visited?.lesson}/`);
    await expect.poll(() => browser.ask("isKept")).toBe(true);
    await site.close();
    await view.open(`${site.root}lessons/${other?.lesson}/`);
    await view.runsOn("In this tab");
    if (other?.promised) await keepPromise(view, other.promised);
  });
}
