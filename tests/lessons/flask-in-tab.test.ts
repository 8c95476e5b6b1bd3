/** Every lesson's app.py, verbatim, in Python as the tab has it: what it promises is kept. */
import { describe, expect, it } from "vitest";
import { isFlaskInstalled } from "#server/node/flask/prepare.ts";
import { lessonsDirs } from "../support/lab/lessons-dirs.ts";
import { openDefinedLab } from "../support/lab/open-defined-lab.ts";
import { flaskInThread } from "../support/python/flask-in-thread.ts";
import { makePythonFirst } from "../support/python/python-in-thread.ts";
import { answerInLab, keepInLab } from "./keep-in-lab.ts";
import { labCasesOf, labLessons } from "./lab-cases.ts";

makePythonFirst();

const cases = (await Promise.all(labLessons().map(labCasesOf))).flat();

describe.skipIf(!isFlaskInstalled())("on Flask in the tab", () => {
  const server = flaskInThread(lessonsDirs.site);
  for (const lab of cases) {
    const { slug, definition, promises } = lab;
    if (promises.withScreens) continue;
    for (const promised of promises.buttons)
      it(`${slug}: "${promised.press}" does what the prose says`, async () => {
        await using opened = await openDefinedLab(slug, definition, server);
        await keepInLab(expect, opened, promised);
      });
    for (const answer of Object.entries(promises.answers))
      it(`${slug}: "${answer[0]}" is answered by running it`, async () => {
        await using opened = await openDefinedLab(slug, definition, server);
        await answerInLab(expect, opened, lab, "app.py", answer);
      });
  }
});
