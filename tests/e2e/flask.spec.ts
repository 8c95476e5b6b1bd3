import { execFileSync, type ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "@playwright/test";
import { freePort } from "#server/node/listen.ts";
import { isFlaskInstalled } from "#server/node/flask/prepare.ts";
import { firstPromise, pressAndSee } from "../support/page/keep-promise.ts";
import { flaskRuns, serve, stop } from "../support/page/own-server.ts";
import { openBroadcast as open, three } from "../support/page/server-choice.ts";
import { test } from "../support/page/test.ts";

const OFF = "Flask is not installed on this computer";

test.describe("on Flask", () => {
  test.skip(!isFlaskInstalled(), OFF);

  // What differs by server is proven in tests/lessons: here, that the page of a lesson shows it.
  test("the choice turns the lab, the code pane and the code in the prose, and is kept; a button does what the prose says, and the line that emits lights up", async ({
    page,
  }) => {
    const { view, choice } = await open(page);
    const main = page.getByRole("main");
    const inProse = (file: string) => main.getByText(file, { exact: true });
    await view.connected(...three);
    await expect(inProse("server.js").first()).toBeVisible();
    await expect(inProse("app.py").first()).toBeHidden();

    const start = Date.now();
    await choice.choose("Flask");
    await choice.runsOn("Flask");
    await view.connected(...three);
    expect(Date.now() - start).toBeLessThan(5_000);
    await expect(inProse("app.py").first()).toBeVisible();
    await expect(inProse("server.js").first()).toBeHidden();
    await expect(view.lab.getByRole("tab", { name: "app.py" })).toBeVisible();
    await expect(view.lab.getByRole("tab", { name: "server.js" })).toBeHidden();

    const { lab, promised } = await firstPromise("broadcast");
    await pressAndSee(page, lab, promised);
    await view.reset();
    await view.connected(...three);
    await view.lightsUp("app.py", 'emit("chat"');

    // What was chosen shows before any script of the page has run.
    await page.route(/\.js$/, (route) => route.abort());
    await page.reload();
    await expect(choice.radio("Flask")).toBeChecked();
    await expect(inProse("app.py").first()).toBeVisible();
    await expect(inProse("server.js").first()).toBeHidden();
    await expect(view.lab.getByRole("tab", { name: "app.py" })).toBeVisible();
    await expect(view.lab.getByRole("group", { name: "app.py" })).toContainText(
      "SocketIO(app",
    );
  });

  test("a Flask that is killed comes back by itself, and the lab with it", async ({
    page,
  }) => {
    test.skip(process.platform === "win32", "There is no pgrep");
    // Python starts in a second, and in many where the machine is busy.
    test.slow();
    const port = await freePort();
    const server = await serve(port, { flask: true });
    try {
      await flaskRuns(`http://localhost:${port}/`);
      const { view, choice } = await open(
        page,
        `http://localhost:${port}/lessons/broadcast/?server=flask`,
      );
      await choice.runsOn("Flask");
      await view.connected(...three);
      const [first] = flasksOf(server);
      process.kill(first ?? 0, "SIGKILL");
      await expect(view.client("Alice").getByRole("status")).toContainText(
        /disconnected|connecting/,
      );
      await view.connected(...three);
      expect(flasksOf(server)).not.toContain(first);
      await view.press("Alice says hello");
      await expect(view.log("Bob")).toContainText("Alice hello");
      await choice.runsOn("Flask");
      await expect(view.lab.getByRole("alert").first()).toBeEmpty();
    } finally {
      await stop(server);
    }
    expect(flasksOf(server)).toEqual([]);
  });
});

test.describe("where Flask is off", () => {
  let server: ChildProcess;
  let folder: string;
  let root: string;
  const WHY = "Flask needs Python 3.10 or newer, and none was found here";

  test.beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "roundtrip-no-python-"));
    const port = await freePort();
    root = `http://localhost:${port}/`;
    // As npm start does it, on a computer without Python.
    server = await serve(port, {
      flask: true,
      options: ["--install-flask"],
      env: { PATH: folder, ROUNDTRIP_FLASK_VENV: join(folder, "venv") },
    });
  });
  test.afterAll(async () => {
    await stop(server);
    rmSync(folder, { recursive: true });
  });

  test("choosing it says why, and the lab goes on on Node", async ({
    page,
  }) => {
    const { view, choice } = await open(page, `${root}lessons/broadcast/`);
    await view.connected(...three);
    await view.press("Alice says hello");
    await expect(view.log("Bob")).toContainText("Alice hello");
    await choice.choose("Flask");
    const notice = view.lab.getByText(`${WHY}, so this lab runs on Node.`);
    await expect(notice).toBeVisible();
    await expect(view.lab.getByText("clients on Node")).toBeVisible();
    await expect(view.log("Bob")).toContainText("Alice hello");
    // Its code can be read all the same; what runs is in the lab's own pane.
    await expect(choice.radio("Flask")).toBeChecked();
    await expect(
      page.getByRole("main").getByText("app.py", { exact: true }).first(),
    ).toBeVisible();
    await expect(
      view.lab.getByRole("tab", { name: "server.js" }),
    ).toBeVisible();

    // Another lesson does not ask again.
    const asked: string[] = [];
    page.on("request", (request) => asked.push(request.url()));
    await page.getByRole("link", { name: "Emit and listen" }).click();
    await expect(page).toHaveURL(/emit-and-listen/);
    await view.connected("Alice", "Bob");
    await expect(notice).toBeVisible();
    expect(asked.filter((url) => url.includes("healthz"))).toEqual([]);
    await choice.choose("Node");
    await choice.runsOn("Node");
    await expect(notice).toBeHidden();
  });
});

test("a lab whose Flask answers nowhere runs in the tab where there is no Node either", async ({
  page,
}) => {
  await page.route("**/healthz", (route) =>
    route.fulfill({ status: 404, body: "<h1>Not here</h1>" }),
  );
  // As a page that was not just sent by the bundled server.
  await page.addInitScript(() => {
    performance.getEntriesByType = () => [];
  });
  const { view } = await open(page, "/lessons/broadcast/?server=flask");
  await expect(
    view.lab.getByText(
      "No Flask server answers here, so this lab runs in your tab.",
    ),
  ).toBeVisible();
  await view.connected(...three);
});

/** Ids of the Flask processes that a bundled server has started and that live. */
function flasksOf({ pid = 0 }: ChildProcess): number[] {
  try {
    const found = execFileSync("pgrep", [
      ...["-P", String(pid)],
      ...["-f", "roundtrip_flask"],
    ]);
    return found.toString().trim().split("\n").map(Number);
  } catch {
    // It found none.
    return [];
  }
}
