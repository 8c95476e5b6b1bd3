import { expect } from "@playwright/test";
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
