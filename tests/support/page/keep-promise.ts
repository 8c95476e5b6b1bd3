import { expect, type Page } from "@playwright/test";
import { lessonPage } from "./lesson-page.ts";
import { promises, type Promised } from "../../e2e/lesson-promises.ts";

/** One promise of each lesson. */
export const firstPromises: readonly Promised[] = [
  ...new Map(
    promises.toReversed().map((promised) => [promised.lesson, promised]),
  ).values(),
];

/**
 * Opens the lesson of a site, presses the button in its prose and sees what the prose promises; on
 * the server that its address asks for, where that is given.
 */
export async function keepPromise(
  page: Page,
  root: string,
  { lesson, clients, after = [], press, packets, logs }: Promised,
  server?: string,
): Promise<void> {
  const view = lessonPage(page);
  const query = server === undefined ? "" : `?server=${server}`;
  await page.goto(`${root}lessons/${lesson}/${query}`);
  await view.connected(...clients);
  for (const name of after) await view.press(name);
  const before = (await view.events()).length;
  await view.press(press);
  for (const [name, text] of Object.entries(logs))
    await expect(view.log(name)).toContainText(text);
  await expect(async () => {
    expect((await view.events()).slice(before).sort()).toEqual(
      [...packets].sort(),
    );
  }).toPass();
}
