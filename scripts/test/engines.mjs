import { ensureEngines } from "../engines.mjs";
import { ensureBuilt } from "../site.mjs";
import { environment } from "../node24.mjs";
import { nothingMatched, reportIn, SKIPPED, vitest } from "./programs.mjs";
import { filesIn, someLessons } from "./test-files.mjs";

const FOLDER = "tests/engines";
const CONFIG = `${FOLDER}/vitest.config.ts`;

/** The test files with a pattern in their paths or, where there is none, the tests with it in their names. */
function filesOrName(pattern) {
  const files = filesIn(FOLDER).filter(
    (path) => path.endsWith(".test.ts") && path.includes(pattern),
  );
  return files.length > 0 ? { files } : { name: pattern };
}

/** Tests the built site in the engines that are here, and names those that are not. */
export async function testEngines({ reports, selection }) {
  await ensureBuilt();
  const { present, absent } = await ensureEngines();
  const skipped = absent.length > 0 ? { skipped: absent } : {};
  if (present.length === 0) return { ...SKIPPED, ...skipped };
  const { pattern, name, lessons } = selection;
  const wanted = pattern === undefined ? { name } : filesOrName(pattern);
  const outcome = await vitest(
    reportIn(reports, "engines.json"),
    { config: CONFIG, ...wanted },
    { env: environment(someLessons(lessons)) },
  );
  if (!outcome) throw nothingMatched("engines", pattern);
  return { ...outcome, ...skipped };
}
