import type { ProgramFile } from "#lab/language.ts";
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

/** The same for programs in Python. */
const PYTHON: BackendChoice = {
  ...SANDBOX,
  id: "python-sandbox",
  language: "flask",
  where: "on your app.py, in this tab",
  async load() {
    const { openPythonHere } = await import("../python/open-python-here.ts");
    return openPythonHere({ isOwn: true });
  },
};

/** The sandbox, which has no other server in its place: nobody else runs what a reader wrote. */
export const findSandbox = (): Promise<FoundServer> => open(SANDBOX);

/** What finds the sandbox for a program of this file; rejects with a sentence where it can't run here. */
export const sandboxFor = (file: ProgramFile): (() => Promise<FoundServer>) =>
  file === "app.py" ? findPython : findSandbox;

async function findPython(): Promise<FoundServer> {
  const found = await open(PYTHON);
  const answer = await found.backend.available({ source: "", file: "app.py" });
  if (answer.ok) return found;
  throw new Error(
    `${answer.why}. Choose Node in the page’s header to go on in JavaScript.`,
  );
}

const open = async (choice: BackendChoice): Promise<FoundServer> => ({
  choice,
  backend: await choice.load(),
  next: (why) => Promise.reject(new Error(why)),
});
