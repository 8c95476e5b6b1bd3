import { expect, type Page } from "@playwright/test";
import type { ProgramFile } from "#lab/language.ts";
import {
  rightOptions,
  type Promised,
  type RightOptions,
} from "#lab/promise.ts";
import type { LabCase } from "../../lessons/lab-case.ts";
import { labCasesOf } from "../../lessons/lab-cases.ts";
import { connectedIn } from "../lab/connected-in.ts";
import { lessonPage } from "./lesson-page.ts";

/** The first promise of a lesson, with the lab that it is kept in. */
export async function firstPromise(
  lesson: string,
): Promise<{ lab: LabCase; promised: Promised }> {
  for (const lab of await labCasesOf(lesson)) {
    const [promised] = lab.promises.buttons;
    if (promised) return { lab, promised };
  }
  throw new Error(`The lesson "${lesson}" promises nothing of a button.`);
}

/** Presses the button in the prose of a lab that is open and new, and sees what the prose promises. */
export async function pressAndSee(
  page: Page,
  { slug, definition }: LabCase,
  { after = [], press, packets, logs, diagram }: Promised,
): Promise<void> {
  const view = lessonPage(page);
  await view.connected(...connectedIn(definition));
  for (const button of after) await view.press(button.press, slug);
  for (const [name, text] of Object.entries(logs))
    await expect(view.log(name)).not.toContainText(text);
  const before = (await view.events()).length;
  await view.press(press, slug);
  for (const [name, text] of Object.entries(logs))
    await expect(view.log(name)).toContainText(text);
  // Receivers of one broadcast are told in no fixed order.
  const came = async () => (await view.events()).slice(before);
  await expect
    .poll(async () => (await came()).sort())
    .toEqual([...packets].sort());
  expect((await came())[0]).toBe(packets[0]);
  await expect(view.diagram).toHaveAccessibleName(diagram);
}

/** Opens a lesson at an address of its page and keeps its first promise there. */
export async function keepFirstPromise(
  page: Page,
  lesson: string,
  address: string,
): Promise<void> {
  const { lab, promised } = await firstPromise(lesson);
  await page.goto(address);
  await pressAndSee(page, lab, promised);
}

/** Ticks the right options of a question in the prose, runs it, and sees that they were right. */
export async function answerQuestion(
  page: Page,
  { slug, definition }: LabCase,
  program: ProgramFile,
  [id, options]: readonly [string, RightOptions],
): Promise<void> {
  const view = lessonPage(page);
  await view.connected(...connectedIn(definition));
  const main = page.getByRole("main");
  const box = main
    .getByRole("group")
    .and(main.locator(`[data-predict="${id}"][data-lesson="${slug}"]`));
  const right = rightOptions(options, program);
  for (const option of right.length > 0 ? right : ["Nobody"])
    await box.getByRole("checkbox", { name: option, exact: true }).check();
  await box.getByRole("button", { name: "Run it and see" }).click();
  await expect(box.getByRole("status")).toContainText(/^Right/);
}
