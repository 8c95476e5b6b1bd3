import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect } from "@playwright/test";
import { violations } from "../a11y/axe.ts";
import {
  exercisePage,
  SOLUTION,
  telling,
} from "../support/page/exercise-page.ts";
import { isRefused, openElsewhere } from "../support/page/open-elsewhere.ts";
import {
  breakCheck,
  keepOlderCode,
  offersOlderCode,
  putInOrder,
  solveByKeyboard,
} from "../support/page/exercise-states.ts";
import { serverChoice, servers, three } from "../support/page/server-choice.ts";
import { sharedLesson } from "../support/page/shared-lesson.ts";
import { test } from "../support/page/test.ts";
import { testPython } from "./sandbox/in-python.ts";

/** In bytes, as transferred: what the server in the tab may weigh, and the editor. */
const MOST = { server: 60 * 1024, editor: 135 * 1024 };

/** All that runs in the page itself: the server in the tab, and programs that the reader wrote. */
const broadcast = sharedLesson("/lessons/broadcast/");

/** Addresses that the page has asked for so far. */
const askedBy = (): Promise<string[]> =>
  broadcast
    .page()
    .evaluate(() =>
      performance.getEntriesByType("resource").map(({ name }) => name),
    );

test("the server in the tab is one small file, loaded only when it is used, asks for nothing else, lights up the line that emits, and Reset starts it anew", async () => {
  const [page, view] = [broadcast.page(), broadcast.view()];
  const choice = serverChoice(page);
  const isOfTab = (url: string): boolean =>
    /\/_astro\/(?:worker|start-worker|tab|compile)[.-]/.test(url);
  await view.connected(...three);
  expect((await askedBy()).filter(isOfTab)).toEqual([]);

  const loaded = page.waitForResponse(/\/_astro\/worker-/);
  await choice.choose("Node in this tab");
  await choice.runsOn("Node in this tab");
  const response = await loaded;
  const gzip = await page.request.get(response.url(), {
    headers: { "accept-encoding": "gzip" },
  });
  expect(gzip.headers()["content-encoding"]).toBe("gzip");
  expect(Number(gzip.headers()["content-length"])).toBeLessThanOrEqual(
    MOST.server,
  );
  const asked = await askedBy();
  expect(asked.filter((url) => url.includes("compile"))).toEqual([]);

  // The lab on Node is gone by then.
  await view.connected(...three);
  const before = (await askedBy()).length;
  await view.reset();
  await view.connected(...three);
  await view.lightsUp("server.js", "socket.broadcast.emit");
  expect(
    (await askedBy())
      .slice(before)
      .filter((url) => /\/(labs|stream)\//.test(url)),
  ).toEqual([]);
  await view.reset();
  await expect(view.log("Bob")).toBeEmpty();
  await expect.poll(() => servers(page)).toBe(1);
});

test("an exercise's editor is loaded at the first touch, in the place of a box that can be written in", async () => {
  const page = broadcast.page();
  const { box, opened } = exercisePage(page);
  await expect(box).toHaveValue(/Tell everyone else/);
  expect((await askedBy()).join()).not.toContain("/code-mirror");
  await keepOlderCode(page);

  const loaded = page.waitForResponse(/\/code-mirror/);
  await opened();
  const sizes = await page.evaluate(() =>
    performance
      .getEntriesByType("resource")
      .filter((entry) => /code-mirror|languages|python/.test(entry.name))
      .map((entry) => (entry as PerformanceResourceTiming).encodedBodySize),
  );
  expect((await loaded).ok()).toBe(true);
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(
    MOST.editor,
  );

  await test.step("what was written when the exercise began otherwise is offered, beside the new text", () =>
    offersOlderCode(page));

  await expect(box).toBeFocused();
  await page.keyboard.press("ControlOrMeta+Home");
  await page.keyboard.press("Tab");
  await expect(box).toHaveText(/^ {2}import/);
  await page.keyboard.press("ControlOrMeta+Z");
  await expect(box).toHaveText(/^import/);
});

test("an exercise is judged by the packets: silence proves nothing, a wrong answer is told client by client, and the packet that is wrong is shown", async () => {
  const [page, view] = [broadcast.page(), broadcast.view()];
  const { box, button, checks, exercise, status, verdicts, write, ...at } =
    exercisePage(page);
  await write(telling("// Tell everyone else."));
  await at.check();
  await expect(status).toHaveText("1 of 3 checks passed.");
  expect(await verdicts()).toEqual([
    ["failed", "Bob and Carol receive joke"],
    ["not shown", "Alice doesn’t receive her own joke"],
    ["passed", "Nobody receives secret"],
  ]);
  await expect(checks.nth(1)).toContainText("it proves nothing");

  await write(telling('io.emit("joke", text);'));
  await page.keyboard.press("ControlOrMeta+Enter");
  await expect(status).toHaveText("2 of 3 checks passed.");
  const wrong = checks.nth(1);
  await expect(wrong).toContainText("expectedAlicenothing");
  await expect(wrong).toContainText(
    /receivedAlice42\["joke","[a-z]+-\d+"\]\^ sent by server\.js, line 7: io\.emit\("joke", text\);/,
  );
  await wrong.getByRole("button", { name: "show the packet" }).click();
  await expect(
    view.lab.getByRole("button", { name: "Back to live" }),
  ).toBeVisible();
  await expect(view.lab).toContainText("Alice received joke");

  await test.step("hints come one at a time, the solution last, and change nothing that is written", async () => {
    const hints = exercise
      .getByRole("list", { name: "Hints" })
      .getByText(/^Hint \d of 5/);
    const before = await box.innerText();
    for (const n of [1, 2, 3, 4, 5]) {
      await button("Hint").click();
      await expect(hints).toHaveCount(n);
    }
    await putInOrder(exercise);
    await expect(
      exercise.getByRole("group", {
        name: "A solution, as a change of server.js",
      }),
    ).toContainText('+     socket.broadcast.emit("joke", text);');
    expect(await box.innerText()).toBe(before);
    expect(await violations(page, { without: "the lab's own" })).toEqual([]);
  });

  await write(SOLUTION);
  await at.check();
  await expect(status).toHaveText("Solved. The packets are as they should be.");
  expect((await verdicts()).map(([verdict]) => verdict)).toEqual([
    "passed",
    "passed",
    "passed",
  ]);

  await test.step("Run lets the reader try it by hand", async () => {
    await button("Run").click();
    await expect(view.lab).toContainText("3 clients on your server.js");
    await view.connected(...three);
    await view.client("Alice").getByRole("button", { name: /joke/ }).click();
    await expect(view.log("Carol")).toContainText(/joke: [a-z]+-\d+/);
    await expect(view.log("Alice")).toBeEmpty();
  });

  await test.step("Start over asks, and can be undone", async () => {
    await button("Start over").click();
    await button("Throw away").click();
    await expect(box).toContainText("// Tell everyone else.");
    await button("Undo start over").click();
    await expect(box).toContainText("socket.broadcast.emit");
  });
});

test("an exercise is solved by keyboard alone, from the button before its editor to the one after it", () =>
  solveByKeyboard(broadcast.page()));

test("an error in a check is said to be ours, nothing passes, and the trace can be copied", () =>
  breakCheck(broadcast.page()));

test("a program that never ends, floods, or is none is stopped and named, and the next check runs", async () => {
  const { box, check, checks, exercise, status, write } = exercisePage(
    broadcast.page(),
  );
  const trouble = exercise.getByRole("alert");
  for (const [program, said] of [
    [telling("while (true) {}"), /server\.js, line 7: Line 7 ran for 1 second/],
    [
      'import { Server } from "socket.io";\nfor (;;) new Server(3000).of("/x");',
      /server\.js, line 2/,
    ],
    [telling("text.missing.length;"), /server\.js, line 7.*TypeError/],
    [telling("io.emit("), /server\.js, line 8.*SyntaxError/],
    ["// Nothing.", /never makes a server/],
  ] as const) {
    await write(program);
    await check();
    await expect(trouble).toHaveText(said);
    await expect(checks.first()).toContainText(/not shown|failed/);
    // What the reader wrote is there still.
    await expect(box).toContainText(program.split("\n")[0] ?? "");
  }
  await write(SOLUTION);
  await check();
  await expect(status).toHaveText("Solved. The packets are as they should be.");
  await expect(trouble).toHaveCount(0);
});

test("a program gets nothing out of its sandbox", async () => {
  const page = broadcast.page();
  await using elsewhere = await openElsewhere(page);

  const source = readFileSync(
    fileURLToPath(new URL("./sandbox/attempts.js", import.meta.url)),
    "utf8",
  )
    .replaceAll("ELSEWHERE", elsewhere.origin)
    .replaceAll("SITE", new URL(page.url()).origin);
  const { write, button } = exercisePage(page);
  await write(source);
  await button("Run").click();
  await broadcast.view().connected(...three);
  const log = broadcast.view().log("Alice");
  await expect(log).toContainText("joke: {");
  const said = (await log.textContent()) ?? "";
  const results = JSON.parse(said.slice(said.indexOf("{"))) as Record<
    string,
    string
  >;
  expect(Object.entries(results).filter((each) => !isRefused(each))).toEqual(
    [],
  );
  expect(Object.keys(results).length).toBeGreaterThanOrEqual(33);
  const { hits, connections } = elsewhere;
  expect({ hits, connections: connections() }).toEqual({
    hits: [],
    connections: 0,
  });
  // Whoever reaches it is seen.
  await fetch(`${elsewhere.origin}/hit?control`);
  expect(hits).toEqual(["/hit?control"]);
  expect(await elsewhere.heard()).toEqual([]);
});

testPython(broadcast);

test("a lesson's program is changed in the code pane, run with the lesson's buttons, kept, and put back", async () => {
  const [page, view] = [broadcast.page(), broadcast.view()];
  const choice = serverChoice(page);
  // What the tests before it have left is an exercise's program.
  await view.press("Alice says hello");
  await choice.choose("Node");
  await choice.runsOn("Node");
  const edit = async (): Promise<void> => {
    await view.lab.getByRole("tab", { name: "server.js" }).click();
    await view.lab.getByRole("button", { name: "Edit" }).click();
    await expect(box).toHaveAttribute("contenteditable", "true");
  };
  const box = view.lab.getByRole("textbox", { name: "server.js" });
  await edit();
  const text = (await box.innerText())
    .replaceAll("\n\n", "\n")
    .replace("socket.broadcast.emit", "io.emit");
  await box.focus();
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.insertText(text);
  await view.lab.getByRole("button", { name: "Run" }).click();
  await expect(view.lab).toContainText("3 clients on your server.js");
  await view.connected(...three);
  await view.press("Alice says hello");
  await expect(view.log("Alice")).toContainText("Alice hello");
  await expect(view.log("Bob")).toContainText("Alice hello");

  await edit();
  await expect(box).toContainText('io.emit("chat", message)');
  await view.lab
    .getByRole("button", { name: "Back to the lesson’s version" })
    .click();
  await choice.runsOn("Node");
  await view.connected(...three);
  await view.press("Alice says hello");
  await expect(view.log("Bob")).toContainText("Alice hello");
  await expect(view.log("Alice")).toBeEmpty();
});
