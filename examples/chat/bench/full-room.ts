import type { Browser } from "@playwright/test";
import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { nextKey, nextSight, openScreen } from "./screens.ts";

const ROOM = "Full";
/** Between two messages, in milliseconds: nobody may say more than five a second. */
const PAUSE = 250;

const CROWD = fileURLToPath(new URL("./crowd.ts", import.meta.url));

/** How long messages took, in milliseconds from the key pressed. */
export interface Took {
  /** To the other browser's screen, painted. */
  screen: number[];
  /** Into the other browser's page. */
  page: number[];
  /** To each of the clients without a screen. */
  sockets: number[];
}

export type FullRoom = Awaited<ReturnType<typeof fillRoom>>;

/** A room of a server with so many clients: two browsers, and a crowd in a process of its own. */
export async function fillRoom(
  url: string,
  [one, other]: readonly [Browser, Browser],
  clients: number,
) {
  const alice = await openScreen(one, url, "Alice", ROOM);
  const size = String(clients - 2);
  const crowd = fork(CROWD, [url, ROOM, size]);
  await once(crowd, "message");
  // Who comes last is told last: everyone else's screen is earlier than this one.
  const bob = await openScreen(other, url, "Bob", ROOM);
  const box = alice.getByRole("textbox", { name: "Message" });
  let said = 0;

  async function say(took: Took) {
    const text = `message ${(said += 1)}: ${"so it goes ".repeat(8)}end`;
    await box.fill(text);
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
    const { at } = await nextKey(alice);
    const { seen } = await nextSight(bob, text);
    const crowded = once(crowd, "message");
    // Where `fill` left the caret: to look for the box again would cost the more the fuller the page is.
    await alice.keyboard.press("Enter");
    const pressed = await at;
    const { came, painted } = await seen;
    const [{ times }] = (await crowded) as [{ times: number[] }];
    took.screen.push(painted - pressed);
    took.page.push(came - pressed);
    took.sockets.push(...times.map((time) => time - pressed));
  }

  return {
    /** Says so many things, one when all have the one before. */
    async measure(count: number): Promise<Took> {
      const took: Took = { screen: [], page: [], sockets: [] };
      for (let n = 0; n < count; n += 1) await say(took);
      return took;
    },
    async close() {
      crowd.kill();
      await Promise.all([alice.close(), bob.close()]);
    },
  };
}
