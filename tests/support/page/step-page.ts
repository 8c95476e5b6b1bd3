import { expect, type Page } from "@playwright/test";
import { lessonPage } from "./lesson-page.ts";

export type StepPage = ReturnType<typeof stepPage>;

/** The page of a lesson in steps, by its steps; `clients` are those of each. */
export function stepPage(
  page: Page,
  lesson: string,
  clients: readonly string[],
) {
  const view = lessonPage(page);
  const main = page.getByRole("main");
  const choice = view.lab.getByRole("combobox", { name: "Lab runs" });
  const inStep = (step: string) =>
    main.locator(`[data-lesson="${lesson}.${step}"]`);
  return {
    ...view,
    choice,
    /** Presses a button of a step in the prose, whatever its clients are doing. */
    press: (step: string, name: string): Promise<void> =>
      inStep(step).and(main.getByRole("button", { name })).first().click(),
    /** Presses a button of a step in the prose; waits for its lab where another runs. */
    async pressIn(step: string, name: string): Promise<void> {
      await inStep(step)
        .and(main.getByRole("button", { name }))
        .first()
        .click();
      await expect(choice).toHaveValue(`${lesson}.${step}`);
      await view.connected(...clients);
    },
    /** What a client's screen says of its socket: "Socket id …". */
    async socketId(name: string): Promise<string> {
      const id = view.client(name).getByTitle(/^Socket id \S/);
      return (await id.getAttribute("title")) ?? "";
    },
    question: (step: string) =>
      inStep(step).and(main.getByRole("group")).first(),
    async switchTo(step: string): Promise<void> {
      await expect(choice).toBeEnabled();
      await choice.selectOption(`${lesson}.${step}`);
      await view.connected(...clients);
    },
    room: (name: string) =>
      view.client(name).getByRole("combobox", { name: "Room" }),
    /** Packets with an event since so many, as "from > to". */
    async since(count: number): Promise<string[]> {
      return (await view.events())
        .slice(count)
        .map((row) => row.replace(/ 4\d.*$/, ""))
        .sort();
    },
  };
}
