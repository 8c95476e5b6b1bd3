import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, type FrameLocator, type Page } from "@playwright/test";
import { violations } from "#tests/a11y/axe.ts";
import { exercisePage } from "#tests/support/page/exercise-page.ts";
import {
  isRefused,
  openElsewhere,
} from "#tests/support/page/open-elsewhere.ts";
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

/** The exercise in which the reader writes the client. */
const writing = () =>
  exercisePage(lesson.page(), "client.jsx", "Exercise: Say who you are");

const textOf = (address: string): string =>
  readFileSync(fileURLToPath(new URL(address, import.meta.url)), "utf8");
const SOLUTION = textOf("./exercises/3-say-who-you-are/solution/client.jsx");

/** The screens of the reader's own clients, in their frame. */
const screens = (page: Page): FrameLocator =>
  page.frameLocator('iframe[title="The clients’ screens"]').frameLocator(
    // A spare is made ahead.
    'iframe:not([style*="hidden"])',
  );

/** A client that does this while it's drawn. */
const drawing = (...lines: string[]): string =>
  [
    'import { useEffect, useState } from "react";',
    "export const reconnect = (socket) => socket.disconnect().connect();",
    'export const ask = (socket) => socket.emitWithAck("who-am-i");',
    "export default function Client({ socket, name }) {",
    ...lines.map((line) => `  ${line}`),
    "  return <p>{name}</p>;",
    "}",
  ].join("\n");

test("connect: a client that the reader writes is judged by what it sends, and its screen is seen", async () => {
  const page = lesson.page();
  const { check, exercise, opened, status, verdicts, write } = writing();
  await opened();
  await check();
  await expect(status).toHaveText("0 of 3 checks passed.");
  expect((await verdicts()).map(([verdict]) => verdict)).toEqual([
    "failed",
    "failed",
    "failed",
  ]);
  await write(SOLUTION);
  await check();
  await expect(status).toHaveText("Solved. The packets are as they should be.");
  const alice = screens(page).getByRole("log", { name: "Alice's messages" });
  await expect(alice).toHaveText("connectedconnected");
  await expect(alice).toBeInViewport();
  // Its packets are the lab's, with the line that sent them.
  const view = lesson.view();
  await expect
    .poll(async () =>
      (await view.rows()).filter(({ frame }) => frame === '42["i-am","Alice"]'),
    )
    .toHaveLength(2);
  await exercise.getByRole("tab", { name: "server.js" }).click();
  await expect(exercise.getByRole("tabpanel")).toContainText(
    "socket.data.name",
  );
  await exercise.getByRole("tab", { name: "client.jsx" }).click();
  expect(await violations(page)).toEqual([]);
});

test("connect: a client that never ends, throws, or is none is stopped and named, and the next check runs", async () => {
  const { box, check, checks, exercise, opened, status, write } = writing();
  await opened();
  const trouble = exercise.getByRole("alert");
  for (const [client, said] of [
    [
      drawing("while (true) {}"),
      /client\.jsx, line 5: Line 5 ran for 1 second/,
    ],
    [
      drawing("const [n, set] = useState(0);", "useEffect(() => set(n + 1));"),
      /client\.jsx, line 4: Client was drawn again and again/,
    ],
    [drawing("nobody();"), /client\.jsx, line 5.*ReferenceError/],
    ["export default () => <p>", /client\.jsx, line 1.*SyntaxError/],
  ] as const) {
    await write(client);
    await check();
    await expect(trouble).toHaveText(said);
    await expect(checks.first()).toContainText(/not shown|failed/);
    // What the reader wrote is there still.
    await expect(box).toContainText(client.split("\n")[0] ?? "");
  }
  await write(SOLUTION);
  await check();
  await expect(status).toHaveText("Solved. The packets are as they should be.");
  await expect(trouble).toHaveCount(0);
});

test("connect: a client gets nothing out of its frame, nor the frame to another address", async () => {
  const page = lesson.page();
  await using elsewhere = await openElsewhere(page);
  const { button, exercise, opened, write } = writing();
  await opened();
  await write(
    textOf("../../../../../tests/e2e/sandbox/client-attempts.js")
      .replaceAll("ELSEWHERE", elsewhere.origin)
      .replaceAll("SITE", new URL(page.url()).origin),
  );
  await button("Run").click();
  const output = screens(page).getByLabel("Alice's results");
  await expect(output).toContainText("{");
  const results = JSON.parse((await output.textContent()) ?? "") as Record<
    string,
    string
  >;
  expect(Object.entries(results).filter((each) => !isRefused(each))).toEqual(
    [],
  );
  expect(Object.keys(results)).toHaveLength(58);

  await write(drawing(`location.href = "${elsewhere.origin}/hit?location";`));
  await button("Check").click();
  await expect(exercise.getByRole("alert")).toContainText("client.jsx");
  expect(page.url()).toContain("/lessons/connect/");
  // Whoever reaches it is seen.
  await fetch(`${elsewhere.origin}/hit?control`);
  expect(elsewhere.hits).toEqual(["/hit?control"]);
  // A message to the page's window is heard by nobody but this test.
  expect(await elsewhere.heard()).toEqual([{ kind: "hops", forged: true }]);
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
