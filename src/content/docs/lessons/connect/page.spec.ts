import { expect } from "@playwright/test";
import { violations } from "#tests/a11y/axe.ts";
import { exercisePage } from "#tests/support/page/exercise-page.ts";
import { sharedLesson } from "#tests/support/page/shared-lesson.ts";
import { test } from "#tests/support/page/test.ts";

const lesson = sharedLesson("/lessons/connect/");

test("connect: Carol joins by polling and is upgraded, frame by frame", async () => {
  const view = lesson.view();
  await view.connected("Alice", "Bob");
  await expect(view.client("Carol").getByRole("status")).toContainText(
    "not connected",
  );
  await view.press("Carol joins");
  await view.connected("Carol");
  const frames = async () =>
    (await view.rows())
      .filter(({ from, to }) => [from, to].includes("Carol"))
      .map(({ from, frame }) => `${from} ${frame.slice(0, 7)}`);
  await expect
    .poll(frames)
    .toEqual(
      expect.arrayContaining([
        'Server 0{"sid"',
        "Carol 40",
        'Server 40{"sid',
        "Carol 2probe",
        "Server 3probe",
        "Carol 5",
      ]),
    );
});

test("connect: disconnecting says goodbye, and connecting again gives a new socket id", async () => {
  const view = lesson.view();
  await view.connected("Alice", "Bob");
  await view.press("Alice disconnects");
  await expect(view.client("Alice").getByRole("status")).toContainText(
    "disconnected",
  );
  await expect(view.log("Alice")).toContainText(
    "disconnect: io client disconnect",
  );
  await expect(view.log("Bob")).toContainText(
    "left: client namespace disconnect",
  );
  expect(
    (await view.rows()).filter(
      ({ from, frame }) => from === "Alice" && frame === "41",
    ),
  ).toHaveLength(1);
  await view.press("Alice connects");
  await view.connected("Alice");
  await view.press("Bob’s connection drops");
  await expect(view.log("Bob")).toContainText("disconnect: forced close");
  await view.connected("Bob");
});

test("connect: what a program does is predicted by keyboard, judged by the packets, and kept", async () => {
  const page = lesson.page();
  const { button, check, checks, exercise, status, verdicts } = exercisePage(
    page,
    "server.js",
    "Exercise: How many are here?",
  );
  const group = (name: string) => exercise.getByRole("group", { name });
  // The first touch loads what the exercise needs; what was chosen by it counts.
  await group("How many here packets does Alice receive?")
    .getByRole("radio", { name: "4" })
    .check();
  await button("Check").click();
  await expect(status).toHaveText("Answer each question first.");
  const answers = [
    ["How many here packets does Alice receive?", "3"],
    ["How many does Bob receive?", "2"],
    ["Which number is in the last one that Carol receives?", "2"],
  ] as const;
  await expect(
    group(answers[0][0]).getByRole("radio", { name: "4" }),
  ).toBeChecked();
  await group(answers[0][0]).getByRole("radio", { name: "4" }).focus();
  // From the last to the first.
  await page.keyboard.press("ArrowRight");
  for (const [name, option] of answers) {
    await page.keyboard.press("Space");
    for (let at = 1; at < Number(option); at += 1)
      await page.keyboard.press("ArrowRight");
    await expect(
      group(name).getByRole("radio", { name: option }),
    ).toBeChecked();
    await page.keyboard.press("Tab");
  }
  await expect(button("Check")).toBeFocused();
  await check();
  await expect(status).toHaveText("2 of 3 checks passed.");
  expect((await verdicts()).map(([verdict]) => verdict)).toEqual([
    "failed",
    "passed",
    "passed",
  ]);
  await expect(checks.first()).toContainText("You said 3. It was 4");
  await expect(lesson.view().log("Alice")).toHaveText(
    "here: 1here: 2here: 3here: 2",
  );
  await button("Hint").click();
  expect(await violations(page, { without: "the lab's own" })).toEqual([]);
  await group(answers[0][0]).getByRole("radio", { name: "4" }).check();
  await check();
  await expect(status).toHaveText("Solved. The packets are as you said.");
  const kept = await page.evaluate(
    () =>
      Object.entries(localStorage).find(([key]) =>
        key.startsWith("exercise:connect/exercises/2-who-is-counted:"),
      )?.[1] as string | undefined,
  );
  expect(kept).toContain("alice");
});
