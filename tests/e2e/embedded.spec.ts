import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect } from "@playwright/test";
import { freePort } from "#server/node/listen.ts";
import { serve, stop } from "../support/page/own-server.ts";
import { test } from "../support/page/test.ts";

test("a lesson works in a frame of a site that the server was told of", async ({
  page,
}) => {
  const port = await freePort();
  const lesson = `http://localhost:${port}/lessons/broadcast/`;
  const platform = createServer((_req, res) =>
    res
      .writeHead(200, { "content-type": "text/html" })
      .end(
        `<title>A platform</title><iframe src="${lesson}" width="1200" height="660"></iframe>`,
      ),
  ).listen(0, "127.0.0.1");
  await once(platform, "listening");
  const { port: its } = platform.address() as AddressInfo;
  const origin = `http://127.0.0.1:${its}`;
  const server = await serve(port, { options: ["--embed-from", origin] });
  try {
    await page.goto(origin);
    const lab = page
      .frameLocator("iframe")
      .getByRole("region", { name: "Live lab" });
    await expect(lab.getByText("3 clients on Node")).toBeVisible();
    await lab
      .getByRole("group", { name: "Alice" })
      .getByRole("button", { name: "Alice: Say hello" })
      .click();
    await expect(
      lab.getByRole("log", { name: "Bob's messages" }),
    ).toContainText("Alice hello");
  } finally {
    await stop(server);
    platform.closeAllConnections();
    platform.close();
  }
});
