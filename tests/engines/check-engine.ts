import { beforeAll, expect, it, onTestFinished } from "vitest";
import { serve, stop } from "../support/page/own-server.ts";
import { openStaticSite } from "../support/page/static-site.ts";
import { isFlaskInstalled } from "#server/node/flask/prepare.ts";
import type { ClientName } from "#lab/people.ts";
import { freePort } from "#server/node/listen.ts";
import type { Browser } from "./browser.ts";
import {
  lessonChecks,
  type ButtonCheck,
  type QuestionCheck,
} from "./lessons.ts";
import { openView, type View } from "./view.ts";

/** In ms: a service worker fetches the whole site. */
const KEEPING = 30_000;
/**
 * WebKitGTK now and then answers its driver nothing more from the moment on that a page registers a
 * worker, mostly on a busy machine; another of its browsers then does.
 */
const TRIES = 3;

/** An exercise whose clients' program does some of it right as it begins, and what is said of that. */
const CLIENTS = "One answer each";
const HALF_RIGHT = "1 of 2 checks passed.";

/** What a lab says in an engine that runs no Python. */
const NO_PYTHON = "JavaScript Promise Integration";
/** In ms: Python is large, and starts slowly on a busy computer. */
const PYTHON_MS = 60_000;
const SENDERS = ["Alice", "Bob"].map((name) => ({
  name: name as ClientName,
  by: "websocket" as const,
}));

/** Rejects in so many ms, for what may never end. */
const noLongerThan = (ms: number): Promise<never> =>
  new Promise((_, reject) =>
    setTimeout(() => reject(new Error("The engine answers no more.")), ms),
  );

/** Presses what the prose lets one press, and sees what the prose promises. */
async function keepPromise(
  view: View,
  { promised: { after = [], press, packets, logs, diagram } }: ButtonCheck,
): Promise<void> {
  await view.hurry();
  for (const button of after) await view.press(button.press);
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

/** Answers a question rightly, runs it, and sees that it is answered so. */
async function answer(
  view: View,
  { question, options }: QuestionCheck,
): Promise<void> {
  await view.tick(question, options);
  await view.runQuestion(question);
  await expect.poll(() => view.verdict(question)).toMatch(/^Right/);
}

/**
 * Checks the built site in an engine, with one load of a page for each lesson and five more. What
 * an engine may do otherwise than Chromium is how it runs a lab's clients, the server in its tab,
 * the chat and the service worker; what stands in the pages is checked in Chromium alone. Without
 * JSPI, with which WebAssembly waits for promises, an engine runs no Python.
 */
export async function checkEngine(
  open: () => Promise<Browser>,
  { hasJspi }: { hasJspi: boolean },
): Promise<void> {
  const lessons = await lessonChecks();
  let root: string;
  let browser: Browser;
  let view: View;

  beforeAll(async () => {
    const port = await freePort();
    const server = await serve(port);
    root = `http://localhost:${port}/`;
    return () => stop(server);
  });
  beforeAll(async () => {
    browser = await open();
    view = openView(browser);
    return () => browser.close();
  });

  for (const { lesson, what, clients, check } of lessons)
    it(`${lesson}: ${what}, on Node and in the tab`, async () => {
      await view.open(`${root}lessons/${lesson}/`);
      for (const place of ["Node", "Node in this tab"] as const) {
        await view.choose(place);
        await view.runsOn(place);
        await view.connected(clients);
        await (check.kind === "button"
          ? keepPromise(view, check)
          : answer(view, check));
      }
      expect(await browser.ask("trouble")).toEqual([]);
    });

  it("what a reader wrote runs in a sandbox and is judged: a server, and clients in a frame", async () => {
    await view.open(`${root}lessons/emit-and-listen/`);
    await view.check(CLIENTS);
    await expect.poll(() => view.judgement(CLIENTS)).toBe(HALF_RIGHT);
    expect(await browser.ask("trouble")).toEqual([]);
  });

  it.skipIf(!isFlaskInstalled())(
    hasJspi
      ? "Flask runs in the tab"
      : "says that Flask can't run in the tab, and runs Node there",
    async () => {
      await view.open(`${root}lessons/send/?server=flask-tab`);
      if (hasJspi) await view.runsOn("Flask in this tab");
      else await expect.poll(() => view.lab()).toContain(NO_PYTHON);
      if (hasJspi) await view.connected(SENDERS);
      expect(await browser.ask("trouble")).toEqual([]);
    },
    PYTHON_MS,
  );

  it("two people in the tab's chat hear one another", async () => {
    await view.open(`${root}chat/?server=tab`);
    await expect.poll(() => view.canSay("Alice")).toBe(true);
    await view.say("Alice", "Tea?");
    await expect.poll(() => view.reads("Carol", "Tea")).toContain("Tea?");
    await view.say("Carol", "Yes, please");
    await expect
      .poll(() => view.reads("Alice", "Tea"))
      .toContain("Yes, please");
    expect(await browser.ask("trouble")).toEqual([]);
  });

  for (const { lesson, what, clients, check } of lessons
    .filter((one) => one.check.kind === "button")
    .slice(0, 1))
    it(
      `after a visit to the front page, without a server, ${lesson} opens in the tab: ${what}`,
      async () => {
        const site = await openStaticSite();
        onTestFinished(() => site.close());
        const keep = async (): Promise<void> => {
          await view.open(site.root);
          await view.keepSite();
          await expect
            .poll(() => browser.ask("isKept"), { timeout: 2 * KEEPING })
            .toBe(true);
        };
        for (let tries = 1; ; tries += 1) {
          try {
            await Promise.race([keep(), noLongerThan(KEEPING)]);
            break;
          } catch (error) {
            if (tries === TRIES) throw error;
            await browser.close();
            browser = await open();
            view = openView(browser);
          }
        }
        await site.close();
        await view.open(`${site.root}lessons/${lesson}/`);
        await view.runsOn("Node in this tab");
        await view.connected(clients);
        if (check.kind === "button") await keepPromise(view, check);
        expect(await browser.ask("trouble")).toEqual([]);
      },
      (TRIES + 1) * KEEPING,
    );
}
