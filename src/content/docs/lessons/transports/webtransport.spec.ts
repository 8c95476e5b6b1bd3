import { expect } from "@playwright/test";
import { freePort } from "#server/node/listen.ts";
import { hasQuic } from "#tests/support/webtransport/quic-client.ts";
import { lessonPage } from "#tests/support/page/lesson-page.ts";
import { serve, stop } from "#tests/support/page/own-server.ts";
import { test } from "#tests/support/page/test.ts";

test.skip(
  !hasQuic,
  "WebTransport needs a package for QUIC that there is not for this system.",
);

// Each starts a server of its own, one of them twice.
test.describe.configure({ timeout: 120_000 });

test("on the bundled server Carol moves to WebTransport and writes by it; when she loses the server she finds the next one, with its new certificate", async ({
  page,
}) => {
  // Two servers are started, each with a certificate to make.
  test.setTimeout(120_000);
  const port = await freePort();
  const start = () => serve(port, { options: ["--webtransport"] });
  let server = await start();
  const refused: string[] = [];
  page.on("console", (message) => {
    if (message.text().includes("Content Security Policy"))
      refused.push(message.text());
  });
  const view = lessonPage(page);
  const carol = view.client("Carol").getByRole("status");
  try {
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

    await stop(server);
    await expect(carol).toContainText(/connecting|disconnected/);
    server = await start();
    await view.connected("Alice", { name: "Bob", by: "polling" });
    await expect(carol).toContainText(/(^|\W)connected/);
    const openings = async (): Promise<number> =>
      ((await view.log("Carol").textContent()) ?? "").split("opened by").length;
    // Until the page has heard of the new certificate, she stays on polling.
    await expect(async () => {
      const count = await openings();
      await view.press("Carol moves to WebTransport");
      await expect.poll(openings).toBe(count + 1);
      await expect(view.log("Carol")).toContainText(
        /opened by pollingupgraded to webtransport$/,
        { timeout: 5_000 },
      );
    }).toPass();
    await view.press("Carol writes");
    await expect(view.log("Bob")).toContainText(
      /(Carol, by webtransport: good morning.*){2}/,
    );
  } finally {
    await stop(server);
  }
});
