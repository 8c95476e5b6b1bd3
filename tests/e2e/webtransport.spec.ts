import type { ChildProcess } from "node:child_process";
import { expect } from "@playwright/test";
import { freePort } from "#server/node/listen.ts";
import { hasQuic } from "../support/webtransport/quic-client.ts";
import { lessonPage } from "../support/page/lesson-page.ts";
import { serve, stop } from "../support/page/own-server.ts";
import { test } from "../support/page/test.ts";

test.skip(
  !hasQuic,
  "WebTransport needs a package for QUIC that there is not for this system.",
);

// Each starts a server of its own, one of them twice.
test.describe.configure({ timeout: 120_000 });

let server: ChildProcess;
let port: number;
test.beforeEach(async () => {
  port = await freePort();
  server = await serve(port, { options: ["--webtransport"] });
});
test.afterEach(() => stop(server));

test("webtransport: on the bundled server Carol moves to it, and writes by it", async ({
  page,
}) => {
  const refused: string[] = [];
  page.on("console", (message) => {
    if (message.text().includes("Content Security Policy"))
      refused.push(message.text());
  });
  const view = lessonPage(page);
  await page.goto(`http://localhost:${port}/lessons/transports/`);
  await view.connected("Alice", { name: "Bob", by: "polling" }, "Carol");
  const before = (await view.rows()).length;
  await view.press("Carol moves to WebTransport");
  await view.connected({ name: "Carol", by: "webtransport" });
  await expect(view.log("Carol")).toContainText(
    "opened by pollingupgraded to webtransport",
  );
  const own = async () =>
    (await view.rows())
      .slice(before)
      .filter(({ from, to }) => [from, to].includes("Carol"))
      .filter(({ transport }) => transport === "webtransport")
      .map(({ from, frame }) => `${from} ${frame}`);
  await expect.poll(own).toContain("Carol 5");
  const [greeting, ...moves] = await own();
  expect(greeting).toMatch(/^Carol 0\{"sid":"[\w-]+"\}$/);
  expect(moves.filter((frame) => !frame.includes(" 4"))).toEqual([
    "Carol 2probe",
    "Server 3probe",
    "Carol 5",
  ]);
  await view.press("Carol writes");
  for (const name of ["Alice", "Bob", "Carol"])
    await expect(view.log(name)).toContainText(
      "Carol, by webtransport: good morning",
    );
  expect(refused).toEqual([]);
});

test("webtransport: a client that loses the server by it finds the next one, with its new certificate", async ({
  page,
}) => {
  const view = lessonPage(page);
  await page.goto(`http://localhost:${port}/lessons/transports/`);
  await view.connected("Alice", "Carol");
  await view.press("Carol moves to WebTransport");
  await view.connected({ name: "Carol", by: "webtransport" });
  await stop(server);
  await expect(view.client("Carol").getByRole("status")).toContainText(
    /connecting|disconnected/,
  );
  server = await serve(port, { options: ["--webtransport"] });
  await view.connected("Alice", { name: "Bob", by: "polling" });
  await expect(view.client("Carol").getByRole("status")).toContainText(
    /(^|\W)connected/,
  );
  const openings = async (): Promise<number> =>
    ((await view.log("Carol").textContent()) ?? "").split("opened by").length;
  // Until the page has heard of the new certificate, she stays on polling.
  await expect(async () => {
    const before = await openings();
    await view.press("Carol moves to WebTransport");
    await expect.poll(openings).toBe(before + 1);
    await expect(view.log("Carol")).toContainText(
      /opened by pollingupgraded to webtransport$/,
      { timeout: 5_000 },
    );
  }).toPass();
  await view.press("Carol writes");
  await expect(view.log("Bob")).toContainText(
    "Carol, by webtransport: good morning",
  );
});
