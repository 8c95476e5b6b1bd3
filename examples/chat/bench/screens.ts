import type { Browser, Page } from "@playwright/test";

/** Milliseconds since 1970 at which the next key goes down in a page. */
export const nextKey = (page: Page): Promise<{ at: Promise<number> }> =>
  page
    .evaluateHandle(() => ({
      at: new Promise<number>((resolve) =>
        addEventListener(
          "keydown",
          // When the browser had the key, however busy the page was.
          ({ timeStamp }) => resolve(performance.timeOrigin + timeStamp),
          { capture: true, once: true },
        ),
      ),
    }))
    .then((handle) => ({ at: handle.evaluate(({ at }) => at) }));

/** Milliseconds since 1970 at which a text has come to a page, and at which it was painted. */
export const nextSight = (
  page: Page,
  text: string,
): Promise<{ seen: Promise<{ came: number; painted: number }> }> =>
  page
    .evaluateHandle((text) => {
      const now = () => performance.timeOrigin + performance.now();
      return {
        seen: new Promise<{ came: number; painted: number }>((resolve) => {
          const log = document.querySelector("[role=log]") ?? document.body;
          const isSeen = ({ addedNodes }: MutationRecord) =>
            [...addedNodes].some((node) => node.textContent?.includes(text));
          const observer = new MutationObserver((records) => {
            if (!records.some(isSeen)) return;
            observer.disconnect();
            const came = now();
            // A message posted while a frame is made is handled once it is painted.
            requestAnimationFrame(() => {
              const { port1, port2 } = new MessageChannel();
              port1.onmessage = () => resolve({ came, painted: now() });
              port2.postMessage(undefined);
            });
          });
          observer.observe(log, { subtree: true, childList: true });
        }),
      };
    }, text)
    .then((handle) => ({ seen: handle.evaluate(({ seen }) => seen) }));

/** Opens a server's page and comes into the room, where it is the chat's. */
export async function openScreen(
  browser: Browser,
  url: string,
  name: string,
  room: string,
): Promise<Page> {
  const page = await browser.newPage();
  await page.goto(url);
  const question = page.getByLabel("What shall others call you?");
  const isChat = (await question.count()) > 0;
  if (isChat) {
    await question.fill(name);
    await page.getByRole("button", { name: "Start" }).click();
  }
  await page
    .getByRole("status")
    .filter({ hasText: "connected" })
    .waitFor({ state: "attached" });
  if (isChat) {
    await page.getByLabel("New room").fill(room);
    await page.getByRole("button", { name: "Open", exact: true }).click();
    await page.getByRole("heading", { name: room }).waitFor();
  }
  return page;
}
