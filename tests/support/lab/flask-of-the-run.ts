import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { isFlaskInstalled } from "#server/node/flask/prepare.ts";
import { lessonsDirs } from "./lessons-dirs.ts";
import { serveFlask } from "./serve-host.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Where Flask serves all lessons, for the tests of a run; "" where it is not installed. */
    flaskOrigin: string;
    /** A folder for programs of tests' own, each as a lesson, which that Flask serves too. */
    programsFolder: string;
  }
}

/**
 * Serves the lessons on Flask for all files of a run: Python takes most of a second to start, and
 * labs are private. It starts while the first tests are loaded; whoever needs it waits for it.
 */
export default async function flaskOfTheRun({
  provide,
}: TestProject): Promise<(() => Promise<void>) | undefined> {
  const programs = mkdtempSync(join(tmpdir(), "roundtrip-programs-"));
  provide("programsFolder", programs);
  if (!isFlaskInstalled()) {
    provide("flaskOrigin", "");
    return undefined;
  }
  const { origin, close } = await serveFlask([
    lessonsDirs.site,
    lessonsDirs.contract,
    programs,
  ]);
  provide("flaskOrigin", origin);
  return close;
}
