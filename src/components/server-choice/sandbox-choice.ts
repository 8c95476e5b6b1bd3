import { programOf, type ProgramFile } from "#lab/language.ts";
import { openSandbox } from "#sandbox/open-sandbox.ts";
import { siteRoot } from "../page/site-root.ts";
import type { BackendChoice } from "./backends.ts";
import type { FoundServer } from "./find-server.ts";

/** Where programs of the reader's own run; the header does not offer it. */
const SANDBOX: BackendChoice = {
  id: "sandbox",
  language: "node",
  place: "tab",
  label: "Your program",
  hint: "What you wrote, in this page",
  where: "on your server.js, in this tab",
  instead: "in your tab",
  standIns: [],
  load: () => openSandbox(siteRoot()),
};

const NO_PYTHON =
  "Python doesn’t run in this page, so this can’t be tried here. What you wrote is kept.";

/** Throws a sentence where the sandbox runs no program of that file's language. */
export function assertRuns(file: ProgramFile): void {
  if (file !== programOf(SANDBOX.language)) throw new Error(NO_PYTHON);
}

/** The sandbox, which has no other server in its place: nobody else runs what a reader wrote. */
export async function findSandbox(): Promise<FoundServer> {
  return {
    choice: SANDBOX,
    backend: await SANDBOX.load(),
    next: (why) => Promise.reject(new Error(why)),
  };
}
