import { fileURLToPath } from "node:url";
import { runScenarios, servePage } from "../../support/page/run-scenarios.ts";
import { test } from "../../support/page/test.ts";

test("what the lessons promise is kept on the server in this tab", async ({
  page,
}) => {
  await using site = await servePage(
    fileURLToPath(new URL("./index.html", import.meta.url)),
  );
  await runScenarios(page, site.url);
});
