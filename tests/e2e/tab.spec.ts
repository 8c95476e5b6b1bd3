import { expect } from "@playwright/test";
import {
  openBroadcast as open,
  servers,
  three,
} from "../support/page/server-choice.ts";
import { test } from "../support/page/test.ts";

/** In bytes, as transferred: what the server in the tab may weigh. */
const MOST = 60 * 1024;

test("the server in the tab is one small file, loaded only when it is used, asks for nothing else, lights up the line that emits, and Reset starts it anew", async ({
  page,
}) => {
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  const isOfTab = (url: string): boolean =>
    /\/_astro\/(?:worker|start-worker|tab|compile)[.-]/.test(url);
  const { view, choice } = await open(page);
  await view.connected(...three);
  expect(asked.filter(isOfTab)).toEqual([]);

  const loaded = page.waitForResponse(/\/_astro\/worker-/);
  await choice.choose("In this tab");
  await choice.runsOn("In this tab");
  const response = await loaded;
  const gzip = await page.request.get(response.url(), {
    headers: { "accept-encoding": "gzip" },
  });
  expect(gzip.headers()["content-encoding"]).toBe("gzip");
  expect(Number(gzip.headers()["content-length"])).toBeLessThanOrEqual(MOST);
  expect(asked.filter((url) => url.includes("compile"))).toEqual([]);

  // The lab on Node is gone by then.
  await view.connected(...three);
  const before = asked.length;
  await view.reset();
  await view.connected(...three);
  await view.lightsUp("server.js", "socket.broadcast.emit");
  expect(
    asked.slice(before).filter((url) => /\/(labs|stream)\//.test(url)),
  ).toEqual([]);
  await view.reset();
  await expect(view.log("Bob")).toBeEmpty();
  expect(servers(page)).toBe(1);
});
