import { expect, test } from "@playwright/test";
import { lessonPage } from "../support/page/lesson-page.ts";
import { promises } from "./lesson-promises.ts";

for (const {
  lesson,
  clients,
  after = [],
  press,
  packets,
  logs,
  diagram,
} of promises) {
  test(`${lesson}: "${press}" does what the prose says`, async ({ page }) => {
    const view = lessonPage(page);
    await view.open(lesson);
    await view.connected(...clients);
    for (const name of after) await view.press(name);
    for (const [name, text] of Object.entries(logs)) {
      await expect(view.log(name)).not.toContainText(text);
    }
    const before = (await view.events()).length;
    await view.press(press);
    for (const [name, text] of Object.entries(logs)) {
      await expect(view.log(name)).toContainText(text);
    }
    // Receivers of one broadcast are told in no fixed order.
    await expect(async () => {
      expect((await view.events()).slice(before).sort()).toEqual(
        [...packets].sort(),
      );
    }).toPass();
    const sent = (await view.events()).slice(before);
    expect(sent[0]).toBe(packets[0]);
    await expect(view.diagram).toHaveAccessibleName(diagram);
  });
}

test("broadcast: the emitting line lights up and the frame is named part by part", async ({
  page,
}) => {
  const view = lessonPage(page);
  await view.open("broadcast");
  await view.connected("Alice", "Bob", "Carol");
  await view.lab.getByRole("tab", { name: "server.js" }).click();
  // Played, the line is lit for a moment only; stopped on it, it stays.
  const bar = view.lab.getByRole("toolbar", { name: "Playback" });
  await bar.getByRole("button", { name: "Pause" }).click();
  await view.press("Alice says hello");
  await expect(view.log("Bob")).toContainText("Alice hello");
  const lit = view.lab
    .locator('[aria-current="true"]')
    .filter({ hasText: "socket.broadcast.emit" });
  for (let i = 0; i < 60 && !(await lit.isVisible()); i += 1) {
    await bar.getByRole("button", { name: "Step", exact: true }).click();
    await expect(bar.getByRole("button", { name: "Play" })).toBeVisible();
  }
  await expect(lit).toBeVisible();
  await view.lab.getByRole("tab", { name: "Packets" }).click();
  await view.lab
    .getByRole("row")
    .filter({ hasText: "Bob" })
    .filter({ hasText: '42["chat"' })
    .getByRole("button")
    .click();
  await expect(view.lab).toContainText("Bob received chat");
  await expect(view.lab).toContainText("Engine.IO");
  await expect(view.lab).toContainText("Socket.IO");
});

test("connect: Carol joins by polling and is upgraded, frame by frame", async ({
  page,
}) => {
  const view = lessonPage(page);
  await view.open("connect");
  await view.connected("Alice", "Bob");
  await expect(view.client("Carol").getByRole("status")).toContainText(
    "disconnected",
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

test("connect: disconnecting says goodbye, and connecting again gives a new socket id", async ({
  page,
}) => {
  const view = lessonPage(page);
  await view.open("connect");
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

for (const { lesson, question, answers } of [
  {
    lesson: "broadcast",
    question: /handler for announce runs\. Who gets the event/,
    answers: ["Alice", "Bob", "Carol"],
  },
  {
    lesson: "broadcast",
    question: /handler for chat runs\. Who gets/,
    answers: ["Bob", "Carol"],
  },
  {
    lesson: "emit-and-listen",
    question: /Who gets the answer/,
    answers: ["Alice"],
  },
  { lesson: "send", question: /Which event name/, answers: ["message"] },
  {
    lesson: "send",
    question: /Which of the server's handlers/,
    answers: ["typing"],
  },
  {
    lesson: "connect",
    question: /What carries her first packet/,
    answers: ["HTTP long-polling"],
  },
  {
    lesson: "connect",
    question: /keep her socket id/,
    answers: ["She gets a new one"],
  },
  {
    lesson: "server-in-flask",
    question: /What comes back to her/,
    answers: ["A sum"],
  },
  {
    lesson: "server-in-flask",
    question: /Who gets its first tick/,
    answers: ["Alice", "Bob"],
  },
  {
    lesson: "reconnect-and-recover",
    question: /What does she have once she is connected/,
    answers: ["Her old socket id", "What Bob wrote meanwhile"],
  },
  {
    lesson: "reconnect-and-recover",
    question: /crashes and is started again/,
    answers: ["She gets a new one"],
  },
]) {
  test(`${lesson}: the question ${question.source} is answered by running it`, async ({
    page,
  }) => {
    const view = lessonPage(page);
    await view.open(lesson);
    await view.connected("Alice", "Bob");
    const box = page.getByRole("main").getByRole("group", { name: question });
    for (const answer of answers)
      await box.getByRole("checkbox", { name: answer, exact: true }).check();
    await box.getByRole("button", { name: "Run it and see" }).click();
    await expect(box.getByRole("status")).toContainText(/^(Right|Yes|Correct)/);
  });
}
