import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { expect, type Page } from "@playwright/test";
import { violations } from "../../a11y/axe.ts";
import { exercisePage } from "../../support/page/exercise-page.ts";
import { serverChoice, three } from "../../support/page/server-choice.ts";
import type { SharedLesson } from "../../support/page/shared-lesson.ts";
import { test } from "../../support/page/test.ts";

/** What Python and Flask may weigh, in bytes as transferred. */
const MOST = 7.2e6;

/** A program of Broadcast's exercise in Python: what its handler of `joke` does. */
const telling = (...lines: string[]): string =>
  [
    "from flask import Flask",
    "from flask_socketio import SocketIO, emit",
    "",
    "app = Flask(__name__)",
    "socketio = SocketIO(app)",
    "",
    '@socketio.on("joke")',
    "def on_joke(text):",
    ...lines.map((line) => `    ${line}`),
    "",
    "socketio.run(app)",
    "",
  ].join("\n");

const SOLUTION = telling(
  'emit("joke", text, broadcast=True, include_self=False)',
);

/** All that the line about Python says from now on. */
const heardOf = (page: Page) =>
  page.evaluateHandle(() => {
    const heard = new Set<string>();
    new MutationObserver(() => {
      const said = document.querySelector(".python-line")?.textContent;
      if (said) heard.add(said);
    }).observe(document.body, {
      childList: true,
      subtree: true,
      characterData: true,
    });
    return heard;
  });

/** The tests of Python in the page, on the page of Broadcast that others have loaded. */
export function testPython(broadcast: SharedLesson): void {
  test.describe("Python in the page", () => {
    test("Flask in the tab is loaded when it's chosen, says how much, and runs the lesson's app.py", async () => {
      const [page, view] = [broadcast.page(), broadcast.view()];
      const choice = serverChoice(page);
      const sizes = (): Promise<number[]> =>
        page.evaluate(() =>
          performance
            .getEntriesByType("resource")
            .filter(({ name }) => name.includes("/_astro/python/"))
            .map(
              (entry) => (entry as PerformanceResourceTiming).encodedBodySize,
            ),
        );
      expect(await sizes()).toEqual([]);
      // What the tests before it have left is an exercise's program.
      await view.press("Alice says hello");
      const heard = await heardOf(page);
      await choice.choose("Flask in this tab");
      await choice.runsOn("Flask in this tab");
      await view.connected(...three);
      const loaded = await sizes();
      expect(loaded).toHaveLength(4);
      expect(loaded.reduce((sum, size) => sum + size)).toBeLessThan(MOST);
      const said = await heard.evaluate((all) => [...all]);
      expect(said.at(0)).toMatch(
        /^Loading Python and Flask: 6\.\d MB, \d+% so far$/,
      );
      expect(said.at(-1)).toBe("Starting Python…");
      await expect(page.locator(".python-line")).toHaveCount(0);

      await view.lightsUp("app.py", "emit(");
      await test.step("its app.py can be edited and run", async () => {
        const button = (name: string) =>
          view.lab.getByRole("button", { name, exact: true });
        await button("Edit").click();
        await button("Run").click();
        await expect(view.lab).toContainText("3 clients on your app.py");
        await view.connected(...three);
        await button("Edit").click();
        await button("Back to the lesson’s version").click();
        await choice.runsOn("Flask in this tab");
      });
      await view.reset();
      await expect(view.log("Bob")).toBeEmpty();
      await view.connected(...three);
      expect(await sizes()).toHaveLength(4);
    });

    test("an exercise is in Python for who reads Python, and judged by the same checks", async () => {
      const page = broadcast.page();
      const { check, checks, exercise, opened, status, write } = exercisePage(
        page,
        "app.py",
      );
      const trouble = exercise.getByRole("alert");
      await opened();
      await write(telling('emit("joke", text, broadcast=True)'));
      await check();
      await expect(status).toHaveText("2 of 3 checks passed.");
      await expect(checks.nth(1)).toContainText("sent by app.py, line 9");
      expect(await violations(page, { without: "the lab's own" })).toEqual([]);

      for (const [program, told] of [
        [
          telling("while True: pass"),
          /app\.py, line 9: Line 9 ran for 1 second/,
        ],
        [telling("sum(iter(int, 1))"), /did not answer for 2 seconds/],
        [telling("text.missing()"), /app\.py, line 9.*AttributeError/],
        [telling("emit("), /app\.py, line 9.*SyntaxError/],
      ] as const) {
        await write(program);
        await check();
        await expect(trouble).toHaveText(told);
      }
      await write(SOLUTION);
      await check();
      await expect(status).toHaveText(
        "Solved. The packets are as they should be.",
      );
      await expect(trouble).toHaveCount(0);
    });

    test("a program in Python gets nothing out of its sandbox", async () => {
      const page = broadcast.page();
      const hits: string[] = [];
      const elsewhere = createServer((request, response) => {
        hits.push(request.url ?? "");
        response.writeHead(200, { "access-control-allow-origin": "*" }).end();
      });
      await new Promise<void>((done) => elsewhere.listen(0, "127.0.0.1", done));
      const { port } = elsewhere.address() as AddressInfo;
      const heard = await page.evaluateHandle(() => {
        const messages: unknown[] = [];
        addEventListener("message", ({ data }) => messages.push(data));
        const channel = new BroadcastChannel("roundtrip");
        channel.onmessage = ({ data }) => messages.push(data);
        return messages;
      });
      const source = readFileSync(
        fileURLToPath(new URL("./attempts.py", import.meta.url)),
        "utf8",
      )
        .replaceAll("ELSEWHERE", `http://127.0.0.1:${port}`)
        .replaceAll("SITE", new URL(page.url()).origin)
        .replaceAll("PORT", String(port));
      const { write, button } = exercisePage(page, "app.py");
      await write(source);
      await button("Run").click();
      await expect(broadcast.view().lab).toContainText(
        "3 clients on your app.py",
      );
      const log = broadcast.view().log("Alice");
      await expect(log).toContainText("joke: {");
      const said = (await log.textContent()) ?? "";
      const results = JSON.parse(said.slice(said.indexOf("{"))) as Record<
        string,
        string
      >;
      const escaped = Object.entries(results).filter(
        ([, result]) => !/^(refused|nothing)/.test(result),
      );
      expect(escaped).toEqual([]);
      expect(Object.keys(results).length).toBeGreaterThanOrEqual(23);
      expect(hits).toEqual([]);
      expect(await heard.jsonValue()).toEqual([]);
      // Whoever reaches it is seen.
      await fetch(`http://127.0.0.1:${port}/hit?control`);
      expect(hits).toEqual(["/hit?control"]);
      elsewhere.close();

      await serverChoice(page).choose("Node");
    });
  });
}
