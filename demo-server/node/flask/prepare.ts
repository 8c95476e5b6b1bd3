import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import * as v from "valibot";
import type { Limits } from "../limits.ts";
import type { Prepared, SupervisorDeps } from "./supervisor.ts";

/** Folder of the Flask host, in which it is started. */
const FOLDER = fileURLToPath(new URL("../../flask", import.meta.url));
/** What makes its virtual environment, or finds that it is made. */
const INSTALLER = fileURLToPath(
  new URL("../../../scripts/flask.mjs", import.meta.url),
);

const WINDOWS = process.platform === "win32";

/** The Python of the host's virtual environment; scripts/flask makes it there. */
export const flaskPython = join(
  process.env["ROUNDTRIP_FLASK_VENV"] ?? join(FOLDER, ".venv"),
  WINDOWS ? "Scripts/python.exe" : "bin/python",
);

/** Whether the Flask host has been installed on this machine. */
export const isFlaskInstalled = (): boolean => existsSync(flaskPython);

/** What the Flask host serves, and to whom. */
export interface FlaskOptions {
  /** Folders of lessons; of two lessons with one name, the first folder's is run. */
  readonly lessonsDirs: readonly string[];
  /** The file that the chat is kept in; without it there is none. */
  readonly chatFile?: string;
  /** Origins besides its own whose pages it answers. */
  readonly allowedOrigins?: readonly string[];
  /** Names that the server is known by beside this machine's own. */
  readonly knownNames?: readonly string[];
  /** What it allows, where that is not what is said of every host. */
  readonly limits?: Partial<Limits>;
}

const NOT_INSTALLED =
  "Flask is not installed on this server (npm start installs it)";

const INSTALLING =
  "Flask is being installed on this server, which takes about a minute";

/** Takes the environment as it is. */
export const findFlask =
  (options: FlaskOptions): SupervisorDeps["prepare"] =>
  () =>
    Promise.resolve(
      isFlaskInstalled()
        ? { command: flaskCommand(flaskPython, options) }
        : { why: NOT_INSTALLED },
    );

const installed = v.union([
  v.object({ installing: v.literal(true) }),
  v.object({ python: v.string() }),
  v.object({ why: v.string() }),
]);

/** Makes the environment first, where it is missing or not up to date. */
export const installFlask =
  (options: FlaskOptions): SupervisorDeps["prepare"] =>
  (wait, signal) =>
    new Promise<Prepared>((resolve) => {
      const child = spawn(process.execPath, [INSTALLER], {
        stdio: ["ignore", "pipe", "inherit"],
        signal,
      });
      let result: Prepared = { why: "Flask could not be installed" };
      createInterface({ input: child.stdout }).on("line", (line) => {
        const said = v.safeParse(installed, parse(line));
        if (!said.success) return;
        if ("installing" in said.output) wait(INSTALLING);
        else if ("why" in said.output) result = said.output;
        else result = { command: flaskCommand(said.output.python, options) };
      });
      // An end on purpose is an error too.
      child.on("error", () => undefined);
      child.on("close", () => resolve(result));
    });

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

const flaskCommand = (
  python: string,
  {
    lessonsDirs,
    chatFile,
    allowedOrigins = [],
    knownNames = [],
    limits,
  }: FlaskOptions,
) => ({
  file: python,
  cwd: FOLDER,
  args: [
    ...["-m", "roundtrip_flask", "--port", "0"],
    ...lessonsDirs.flatMap((folder) => ["--lessons", folder]),
    ...(chatFile === undefined ? [] : ["--chat-file", chatFile]),
    ...allowedOrigins.flatMap((origin) => ["--allow-origin", origin]),
    ...knownNames.flatMap((name) => ["--known-name", name]),
    ...(limits ? ["--limits", JSON.stringify(limits)] : []),
    "--with-parent",
    "--behind-proxy",
  ],
});
