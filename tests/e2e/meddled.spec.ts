import { expect } from "@playwright/test";
import { breakNext, translate } from "../support/page/meddle.ts";
import { serverChoice, three } from "../support/page/server-choice.ts";
import { sharedLesson } from "../support/page/shared-lesson.ts";
import { test } from "../support/page/test.ts";

// Extensions, translators and faults of ours change what the page has drawn, behind its back.
const broadcast = sharedLesson("/lessons/broadcast/");

const fault = async (name: string): Promise<void> => {
  const { lab } = broadcast.view();
  await lab.getByRole("button", { name: "Break something" }).click();
  await lab.getByRole("menuitemcheckbox", { name }).click();
};
/** What is broken, what is said then, and what changes it from elsewhere: it may be gone by itself before. */
const PARTS: readonly (readonly [
  selector: string,
  title: string,
  act: (view: ReturnType<typeof broadcast.view>) => Promise<void>,
])[] = [
  [
    ".fault-menu",
    "The lab’s toolbar stopped working",
    ({ lab }) => lab.getByRole("button", { name: "Break something" }).click(),
  ],
  [".diagram *", "The diagram stopped working", () => fault("Cut the network")],
  [
    ".playback *",
    "The playback bar stopped working",
    (view) => view.press("Alice says hello"),
  ],
  [
    '.client[data-person="Alice"] > header *',
    "Alice’s status stopped working",
    () => fault("Cut the network"),
  ],
  [
    '.client[data-person="Bob"] .screen *',
    "Bob’s client.jsx stopped",
    (view) => view.press("Alice says hello"),
  ],
  [
    ".lab-tabs *",
    "The code and packets stopped working",
    (view) => view.press("Alice says hello"),
  ],
  [
    ".stage-space",
    "The lab stopped working",
    ({ lab }) => lab.getByRole("button", { name: "Reset" }).click(),
  ],
];

for (const [selector, title, act] of PARTS)
  test(`“${title}” is said in its place, and it can be opened again`, async () => {
    const page = broadcast.page();
    const view = broadcast.view();
    await view.connected(...three);
    await breakNext(page, selector);
    await act(view);
    const said = view.lab.getByRole("alert").filter({ hasText: title });
    await expect(said).toContainText("The node is gone");
    await said.getByRole("button", { name: "Open it again" }).click();
    await expect(said).toHaveCount(0);
    await view.lab.getByRole("button", { name: "Reset" }).click();
    await view.connected(...three);
    await view.press("Alice says hello");
    await expect(view.log("Bob")).toContainText("Alice hello");
    await expect.poll(view.events).not.toEqual([]);
  });

// The last, since the page stays as it is then.
test("a lesson that the browser has translated goes on: buttons, typing, a question, faults, Reset, another server", async () => {
  const page = broadcast.page();
  const view = broadcast.view();
  const errors: string[] = [];
  page.on("pageerror", ({ message }) => errors.push(message));
  await view.connected(...three);
  await translate(page);
  const alice = view.client("Alice").getByRole("status");

  await view.press("Alice says hello");
  await expect(view.log("Bob")).toContainText("Alice hello");
  await view
    .client("Bob")
    .getByRole("textbox", { name: "Message" })
    .fill("good morning");
  await page.keyboard.press("Enter");
  await expect(view.log("Carol")).toContainText("Bob good morning");
  await expect.poll(view.events).not.toEqual([]);

  const question = page.getByRole("main").getByRole("group").filter({
    hasText: "handler for announce runs. Who gets the event",
  });
  await question.getByRole("checkbox", { name: "Carol" }).check();
  await question.getByRole("button", { name: "Run it and see" }).click();
  await expect(question.getByRole("status")).not.toBeEmpty();

  await fault("Cut the network");
  await expect(alice).toContainText(/disconnected, reconnecting in/);
  await expect(view.lab).toContainText("2 of 3 clients");
  await fault("Cut the network");
  await view.connected("Alice");
  await fault("Block WebSocket");
  await expect(alice).toContainText("connected · polling");

  await view.reset();
  await view.connected(...three);
  await view.lightsUp("server.js", "socket.broadcast.emit");
  for (const file of ["client.jsx", "screen.jsx", "Packets"])
    await view.lab.getByRole("tab", { name: file }).click();
  await serverChoice(page).choose("Node in this tab");
  await serverChoice(page).runsOn("Node in this tab");
  await view.connected(...three);
  await view.press("Alice says hello");
  await expect(view.log("Bob")).toContainText("Alice hello");
  expect(errors).toEqual([]);
});
