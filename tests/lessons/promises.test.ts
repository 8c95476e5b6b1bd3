import { describe, expect, it } from "vitest";
import { lessonsDirs } from "../support/lab/lessons-dirs.ts";
import { openDefinedLab } from "../support/lab/open-defined-lab.ts";
import { SERVED_BACKENDS, startBackend } from "../support/lab/start-backend.ts";
import { answerInLab, keepInLab } from "./keep-in-lab.ts";
import { labCasesOf, labLessons } from "./lab-cases.ts";

const cases = (await Promise.all(labLessons().map(labCasesOf))).flat();

describe.each(cases)("what $slug promises", ({ definition, promises }) => {
  it("has the right options of each of its questions", () => {
    const { predictions = {} } = definition;
    expect(Object.keys(promises.answers)).toEqual(Object.keys(predictions));
  });

  it("is of actions that it has", () => {
    const named = promises.buttons.flatMap(({ after = [], ...button }) =>
      [...after, button].map(({ action }) => action),
    );
    const known = Object.keys(definition.actions);
    expect(named.filter((action) => !known.includes(action))).toEqual([]);
  });
});

for (const { id, label, program, isThere } of SERVED_BACKENDS)
  describe.skipIf(!isThere)(`on ${label}`, () => {
    for (const lab of cases) {
      const { slug, definition, promises } = lab;
      if (promises.withScreens) continue;
      const open = async () =>
        openDefinedLab(
          slug,
          definition,
          await startBackend(lessonsDirs.site, id),
        );
      for (const promised of promises.buttons)
        it(`${slug}: "${promised.press}" does what the prose says`, async () => {
          await using opened = await open();
          await keepInLab(expect, opened, promised);
        });
      for (const answer of Object.entries(promises.answers))
        it(`${slug}: "${answer[0]}" is answered by running it`, async () => {
          await using opened = await open();
          await answerInLab(expect, opened, lab, program, answer);
        });
    }
  });
