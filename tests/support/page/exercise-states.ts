import { expect, type Locator, type Page } from "@playwright/test";
import { violations } from "../../a11y/axe.ts";
import { exercisePage, SOLUTION } from "./exercise-page.ts";

const OLDER = "exercise:broadcast/exercises/1-tell-a-joke:older";

/** Keeps a text as what was written in Broadcast's exercise when that began otherwise, before its editor is there. */
export const keepOlderCode = (page: Page): Promise<void> =>
  page.evaluate((key) => {
    const files = { "server.js": "import './x.js';\n// Mine, of old.\n" };
    localStorage.setItem(
      key,
      JSON.stringify({ files, file: "server.js", caret: 0 }),
    );
  }, OLDER);

/** Such a text is offered beside the new one; it's taken, and given back by undo. */
export async function offersOlderCode(page: Page): Promise<void> {
  const { box, button, exercise } = exercisePage(page);
  await expect(exercise).toContainText("This exercise has changed");
  await expect(button("Begin with the new one")).toBeVisible();
  await expect(box).toContainText("// Tell everyone else.");
  expect(await violations(page, { without: "the lab's own" })).toEqual([]);
  await button("Use my code").click();
  await expect(box).toContainText("// Mine, of old.");
  await expect(button("Begin with the new one")).toBeHidden();
  // It's one step, which undo takes back; and it's kept as it was.
  await box.focus();
  await page.keyboard.press("ControlOrMeta+Z");
  await expect(box).toContainText("// Tell everyone else.");
  expect(
    await page.evaluate((key) => localStorage.getItem(key), OLDER),
  ).toContain("// Mine, of old.");
}

/** Puts the shuffled lines of the hint of Broadcast's exercise in order, by keyboard alone. */
export async function putInOrder(exercise: Locator): Promise<void> {
  const page = exercise.page();
  const wanted = [
    'io.on("connection", (socket) => {',
    'socket.on("joke", (text) => {',
    'socket.broadcast.emit("joke", text);',
    "});",
    "});",
  ];
  const items = exercise
    .getByRole("list", { name: "Hints" })
    .getByRole("listitem")
    .filter({ hasText: "in order" })
    .getByRole("listitem");
  const lines = async (): Promise<string[]> =>
    (await items.locator("code").allInnerTexts()).map((line) => line.trim());
  expect((await lines()).toSorted()).toEqual(wanted.toSorted());
  await expect(exercise.getByText("That’s the order.")).toBeHidden();
  // Each line goes up from where it is; the closing ones differ in what is before them.
  const inside = await items.locator("code").allTextContents();
  const order = inside.toSorted(
    (a, b) => placeOf(a, wanted) - placeOf(b, wanted),
  );
  for (const [to, line] of order.entries()) {
    let at = (await items.locator("code").allTextContents()).indexOf(line, to);
    for (; at > to; at -= 1) {
      await items
        .nth(at)
        .getByRole("button", { name: /^Move up/ })
        .focus();
      await page.keyboard.press("Enter");
      // The button goes along with its line, and keeps the focus.
      await expect(items.nth(at - 1).locator("code")).toHaveText(line.trim());
      await expect(
        items.nth(at - 1).getByRole("button", { name: /^Move up/ }),
      ).toBeFocused();
    }
  }
  await expect(exercise.getByText("That’s the order.")).toBeVisible();
}

/** Where a line of the solution is; of the closing ones, the one further in is first. */
const placeOf = (line: string, wanted: readonly string[]): number =>
  line.trim() === "});"
    ? 3 + (line.startsWith(" ") ? 0 : 1)
    : wanted.indexOf(line.trim());

/** Solves Broadcast's exercise without a pointer, from the tab of its file on. */
export async function solveByKeyboard(page: Page): Promise<void> {
  const { box, button, exercise, status } = exercisePage(page);
  await exercise.getByRole("tab", { name: "server.js" }).focus();
  for (const name of ["Save", "Open"]) {
    await page.keyboard.press("Tab");
    await expect(button(name)).toBeFocused();
  }
  await page.keyboard.press("Tab");
  await expect(box).toBeFocused();
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.press("Delete");
  // Line by line, as one types: what the editor indents by itself is part of it.
  for (const line of SOLUTION.split("\n")) {
    await page.keyboard.type(line.trim());
    await page.keyboard.press("Enter");
  }
  await page.keyboard.press("Escape");
  await page.keyboard.press("Tab");
  await expect(button("Check")).toBeFocused();
  await page.keyboard.press("Shift+Tab");
  await expect(box).toBeFocused();
  await page.keyboard.press("Escape");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(status).toHaveText("Solved. The packets are as they should be.");
  await expect(button("Check")).toBeFocused();
}

/** Has a check of Broadcast's exercise throw, and copies the trace that is offered then. */
export async function breakCheck(page: Page): Promise<void> {
  const { box, check, checks, exercise, status, write } = exercisePage(page);
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await write(SOLUTION);
  const mend = await failingCheck(page);
  await check();
  await expect(status).toHaveText("2 of 3 checks passed.");
  await expect(exercise.getByRole("alert")).toHaveText(
    "A check of this exercise is broken, which is our fault and not yours: others-receive: broken on purpose",
  );
  await expect(checks.first()).toContainText(
    "This check has a fault of its own",
  );
  await exercise.getByRole("button", { name: "Copy the trace" }).click();
  await expect(exercise).toContainText("The trace is copied.");
  const copied = JSON.parse(
    await page.evaluate(() => navigator.clipboard.readText()),
  ) as { remark: string; program: { source: string }; hops: unknown[] };
  expect(copied.remark).toBe("others-receive: broken on purpose");
  expect(copied.program.source).toBe(SOLUTION);
  expect(JSON.stringify(copied.hops)).toContain('42[\\"joke\\"');
  expect(await violations(page, { without: "the lab's own" })).toEqual([]);
  await mend();
  await check();
  await expect(status).toHaveText("Solved. The packets are as they should be.");
  await expect(box).toContainText("socket.broadcast.emit");
}

/** Has the first check of Broadcast's exercise throw, until what is returned is called. */
async function failingCheck(page: Page): Promise<() => Promise<void>> {
  await page.evaluate(() => {
    const own = JSON.stringify;
    let asked = 0;
    // The client's own parser asks first; after that, the check of who received it.
    JSON.stringify = ((value: unknown, ...more: [undefined, undefined]) => {
      if (Array.isArray(value) && value[0] === "joke" && value.length === 2) {
        asked += 1;
        if (asked === 2) throw new Error("broken on purpose");
      }
      return own(value, ...more);
    }) as typeof JSON.stringify;
    Object.assign(window, { mendJson: () => (JSON.stringify = own) });
  });
  return () =>
    page.evaluate(() => {
      (window as unknown as { mendJson: () => void }).mendJson();
    });
}
