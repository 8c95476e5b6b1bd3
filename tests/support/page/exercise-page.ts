import { expect, type Locator, type Page } from "@playwright/test";

/** What a check said: "passed", "failed" or "not shown", and of what. */
export type Verdict = readonly [verdict: string, says: string];

/** The exercise of a lesson's page, found by roles and names only; one of several by its own name. */
export function exercisePage(
  page: Page,
  file = "server.js",
  name = "Exercise",
) {
  const exercise = page.getByRole("region", { name });
  const box = exercise.getByRole("textbox", { name: file });
  const status = exercise.getByRole("status").first();
  const checks = exercise
    .getByRole("list", { name: "Checks" })
    .getByRole("listitem");
  const button = (name: string): Locator =>
    exercise.getByRole("button", { name, exact: true });

  return {
    exercise,
    box,
    status,
    checks,
    button,
    /** Waits until CodeMirror has taken the place of the plain box. */
    async opened(): Promise<void> {
      await box.focus();
      await expect(box).toHaveAttribute("contenteditable", "true");
    },
    /** Puts a text in the place of what is written there. */
    async write(text: string): Promise<void> {
      await box.focus();
      await page.keyboard.press("ControlOrMeta+A");
      await page.keyboard.insertText(text);
    },
    /** Presses Check, and waits for what is said of the run. */
    async check(): Promise<void> {
      await button("Check").click();
      await expect(status).toContainText(/checks passed|Solved/);
      // What shows them is loaded with the first.
      await expect(checks).not.toHaveCount(0);
    },
    /** What each check said last. */
    async verdicts(): Promise<Verdict[]> {
      const texts = await checks.evaluateAll((items) =>
        items.map((item) =>
          [...item.querySelectorAll(":scope > span")].map(
            (part) => part.textContent,
          ),
        ),
      );
      return texts.map(([verdict = "", says = ""]) => [verdict, says]);
    },
  };
}

/** A program of Broadcast's exercise: what its handler of `joke` does. */
export const telling = (...lines: string[]): string =>
  [
    'import { Server } from "socket.io";',
    "",
    "const io = new Server(3000);",
    "",
    'io.on("connection", (socket) => {',
    '  socket.on("joke", (text) => {',
    ...lines.map((line) => `    ${line}`),
    "  });",
    "});",
    "",
  ].join("\n");

/** A program that solves it. */
export const SOLUTION = telling('socket.broadcast.emit("joke", text);');

/** Solves Broadcast's exercise as a reader does: a wrong answer first, then a right one. */
export async function solveJoke(page: Page): Promise<void> {
  const { check, opened, status, write } = exercisePage(page);
  await opened();
  await write(telling('io.emit("joke", text);'));
  await check();
  await expect(status).toHaveText("2 of 3 checks passed.");
  await write(SOLUTION);
  await check();
  await expect(status).toHaveText("Solved. The packets are as they should be.");
}
