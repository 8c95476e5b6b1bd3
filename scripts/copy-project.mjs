import { execFile } from "node:child_process";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
} from "node:fs";
import { basename, join } from "node:path";
import { promisify } from "node:util";
import { environment, node24 } from "./node24.mjs";
import { program } from "./run.mjs";
import { at, ROOT } from "./tree.mjs";

/** What is made here and is no source. */
const MADE =
  /^(node_modules|dist|data|test-results|playwright-report|__pycache__|\.(git|venv|astro|copies|\w+_cache))$/;

/** npm's own record of what is installed, by which a command knows that nothing is missing. */
const RECORDS = [".bin", ".package-lock.json"];

/**
 * Where copies stand: in the project, since Astro takes the path of a package that has no folder in
 * common with its site for an address in that site.
 */
const COPIES = at(".copies");

/**
 * Copies the project's sources into a folder of its own, without what is made, to build or test
 * them with changes. Packages are linked to, what tools keep beside them is not. Gives the folder,
 * `root`; `build`, which takes settings of the environment and rejects with what Astro said where
 * it fails; and `remove`.
 */
export function copyProject() {
  mkdirSync(COPIES, { recursive: true });
  const root = mkdtempSync(join(COPIES, "copy-"));
  for (const name of readdirSync(ROOT))
    if (!MADE.test(name))
      cpSync(join(ROOT, name), join(root, name), {
        recursive: true,
        filter: (path) => !MADE.test(basename(path)),
      });
  mkdirSync(join(root, "node_modules"));
  for (const name of readdirSync(at("node_modules")))
    if (!name.startsWith(".") || RECORDS.includes(name))
      symlinkSync(
        at("node_modules", name),
        join(root, "node_modules", name),
        "junction",
      );
  return {
    root,
    /** @param {Readonly<Record<string, string>>} settings */
    async build(settings = {}) {
      // A build inside of a test would take itself for one.
      const env = environment({
        NODE_ENV: "production",
        VITEST: "",
        ...settings,
      });
      await promisify(execFile)(node24(), [program("astro"), "build"], {
        cwd: root,
        env,
      });
    },
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}
