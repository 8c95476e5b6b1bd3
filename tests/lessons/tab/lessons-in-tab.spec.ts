import { fileURLToPath } from "node:url";
import { labLessons } from "../lab-cases.ts";
import { runScenarios, servePage } from "../../support/page/run-scenarios.ts";
import { test } from "../../support/page/test.ts";

test("what the lessons promise is kept on the server in this tab", async ({
  page,
}) => {
  await using site = await servePage(
    fileURLToPath(new URL("./index.html", import.meta.url)),
  );
  const wanted = labLessons();
  await runScenarios(page, site.url, {
    isWanted: (name) =>
      wanted.some(
        (lesson) =>
          name.startsWith(`${lesson}: `) || name.startsWith(`${lesson}.`),
      ),
  });
});
