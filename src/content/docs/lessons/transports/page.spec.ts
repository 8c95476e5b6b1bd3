import { expect } from "@playwright/test";
import type { Row } from "#tests/support/page/lesson-page.ts";
import { serverChoice } from "#tests/support/page/server-choice.ts";
import { sharedLesson } from "#tests/support/page/shared-lesson.ts";
import { test } from "#tests/support/page/test.ts";

const lesson = sharedLesson("/lessons/transports/");

async function open() {
  const view = lesson.view();
  await view.connected("Alice", { name: "Bob", by: "polling" }, "Carol");
  /** A client's frames from the row `since` on: "out 40"; what an id and all after it are is cut off. */
  const frames = async (name: string, since = 0) =>
    (await view.rows())
      .slice(since)
      .filter(({ from, to }) => from === name || to === name)
      .map(({ from, frame }: Row) => {
        const text = frame.replace(/^(\d+\{)"sid":.*$/, "$1…");
        return `${from === name ? "out" : "in"} ${text}`;
      });
  const status = (name: string) => view.client(name).getByRole("status");
  return { view, frames, status };
}

/** A proxy lets no WebSocket through: Alice stays on polling until she connects anew, Carol waits. */
async function withoutWebSocket(): Promise<void> {
  const { view, status } = await open();
  const box = lesson
    .page()
    .getByRole("main")
    .getByRole("group", { name: /lets no WebSocket through/ });
  // Once it was answered, as on another server before, the verdict stands behind the name.
  for (const answer of [/^Alice/, /^Bob/])
    await box.getByRole("checkbox", { name: answer }).check();
  await box.getByRole("button", { name: "Run it and see" }).click();
  await expect(box.getByRole("status")).toContainText("Right");
  await expect(status("Alice")).toContainText(/connected\W+polling/);
  await expect(view.log("Carol")).toContainText(
    "cannot connect: websocket error",
  );
  await view.press("let WebSocket through again");
  await expect(status("Carol")).toContainText(/(^|\W)connected\W+websocket/);
  await expect(status("Alice")).toContainText(/connected\W+polling/);
  await view.press("Alice connects anew");
  await expect(status("Alice")).toContainText(/connected\W+websocket/);
}

test.describe("on Node", () => {
  test("transports: Alice connects anew and is upgraded, frame by frame", async () => {
    const { view, frames } = await open();
    const before = (await view.rows()).length;
    await view.press("Alice connects anew");
    await expect(view.log("Alice")).toContainText(
      /(opened by polling.*upgraded to websocket){2}/,
    );
    await expect.poll(() => frames("Alice", before)).toContain("out 5");
    const seen = await frames("Alice", before);
    const inTurn = seen.filter((frame) =>
      /^(out 41|in 0|out 40|.* [23]probe|out 5)/.test(frame),
    );
    expect(inTurn).toEqual([
      "out 41",
      "in 0{…",
      "out 40",
      "out 2probe",
      "in 3probe",
      "out 5",
    ]);
  });

  test("transports: what Bob writes costs one POST and one GET", async () => {
    const { view } = await open();
    const asked: string[] = [];
    lesson.page().on("request", (request) => {
      if (request.url().includes("transport=polling"))
        asked.push(request.method());
    });
    await view.press("Bob writes");
    await expect(view.log("Bob")).toContainText("Bob, by polling: hi");
    await expect.poll(() => asked.toSorted()).toEqual(["GET", "POST"]);
    // The next message shows that nothing more followed the first.
    await view.press("Bob writes");
    await expect(view.log("Bob")).toContainText(/(Bob, by polling: hi){2}/);
    await expect
      .poll(() => asked.toSorted())
      .toEqual(["GET", "GET", "POST", "POST"]);
  });

  test("transports: without WebSocket Alice stays on polling until she connects anew, Carol waits", () =>
    withoutWebSocket());

  test("transports: on the bundled server the button says that there is no WebTransport", async () => {
    const { view, status } = await open();
    await view.press("Carol moves to WebTransport");
    await expect(
      lesson.page().getByRole("main").getByRole("alert"),
    ).toContainText(
      "This server has no WebTransport. Choose “Node in this tab” in the header",
    );
    await expect(
      lesson
        .page()
        .getByRole("main")
        .getByRole("link", { name: "open this page with it" }),
    ).toHaveJSProperty(
      "href",
      new URL("?server=tab", lesson.page().url()).href,
    );
    await expect(status("Carol")).toContainText(/connected\W+websocket/);
  });
});

test.describe("in this tab", () => {
  test.beforeEach(async () => {
    await serverChoice(lesson.page()).choose("Node in this tab");
    await serverChoice(lesson.page()).runsOn("Node in this tab");
  });

  test("transports: without WebSocket Alice stays on polling until she connects anew, Carol waits, in this tab", () =>
    withoutWebSocket());

  test("transports: in this tab Carol moves to WebTransport, frame by frame, and writes by it", async () => {
    const { view, frames, status } = await open();
    const before = (await view.rows()).length;
    await view.press("Carol moves to WebTransport");
    await expect(status("Carol")).toContainText(/connected\W+webtransport/);
    await expect(view.log("Carol")).toContainText(
      "opened by pollingupgraded to webtransport",
    );
    await expect.poll(() => frames("Carol", before)).toContain("out 5");
    const rows = (await view.rows()).slice(before);
    const offered = rows.find(
      ({ to, frame }) => to === "Carol" && frame.startsWith("0{"),
    );
    expect(offered).toMatchObject({ transport: "polling" });
    expect(offered?.frame).toContain('"upgrades":["websocket","webtransport"]');
    // What moves the connection, without the goodbye to the old one.
    const own = rows.filter(
      ({ from, to, transport, frame }) =>
        [from, to].includes("Carol") &&
        transport !== "polling" &&
        !frame.startsWith("4"),
    );
    expect(new Set(own.map(({ transport }) => transport))).toEqual(
      new Set(["webtransport"]),
    );
    const { sid } = JSON.parse(offered?.frame.slice(1) ?? "") as {
      sid: string;
    };
    const [first, ...rest] = own;
    expect(first).toMatchObject({ from: "Carol", frame: `0{"sid":"${sid}"}` });
    expect(rest.map(({ from, frame }) => `${from} ${frame}`)).toEqual([
      "Carol 2probe",
      "Server 3probe",
      "Carol 5",
    ]);
    await view.press("Carol writes");
    for (const name of ["Alice", "Bob", "Carol"])
      await expect(view.log(name)).toContainText(
        "Carol, by webtransport: good morning",
      );
    await view.press("Bob writes");
    await expect(view.log("Carol")).toContainText("Bob, by polling: hi");
  });
});
