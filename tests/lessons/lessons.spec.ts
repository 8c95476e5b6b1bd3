import type { Page } from "@playwright/test";
import { inSteps, type Part } from "../support/page/in-steps.ts";
import { answerQuestion, pressAndSee } from "../support/page/keep-promise.ts";
import { lessonPage } from "../support/page/lesson-page.ts";
import type { LabCase } from "./lab-case.ts";
import { labCasesOf, labLessons } from "./lab-cases.ts";
import { test } from "../support/page/test.ts";

/** What is to be seen of one lab on the page of its lesson, by what it is called. */
const partsOf = (page: Page, lab: LabCase): Part[] => [
  ...lab.promises.buttons.map((promised): Part => [
    `${lab.slug}: "${promised.press}" does what the prose says`,
    () => pressAndSee(page, lab, promised),
  ]),
  ...Object.entries(lab.promises.answers).map((answer): Part => [
    `${lab.slug}: "${answer[0]}" is answered by running it`,
    () => answerQuestion(page, lab, "server.js", answer),
  ]),
];

// One load a lesson: what differs by server is proven in promises.test.ts and in the tab's page.
for (const lesson of labLessons())
  test(`${lesson}: each button does what the prose says, each question is answered by running it`, async ({
    page,
  }) => {
    const view = lessonPage(page);
    await view.open(lesson);
    const labs = await labCasesOf(lesson);
    const parts = labs.flatMap((lab) =>
      partsOf(page, lab).map(([name, run], index): Part => [
        name,
        async () => {
          await view.anew(lab.slug, index > 0);
          await run();
        },
      ]),
    );
    await inSteps(parts);
  });
