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
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { environment, node24 } from "#scripts/node24.mjs";
import { program } from "#scripts/run.mjs";

const ROOT = fileURLToPath(new URL("../../..", import.meta.url));

/** What is made here and is no source. */
const MADE =
  /^(node_modules|dist|data|test-results|playwright-report|__pycache__|\.(git|venv|astro|copies|\w+_cache))$/;

/** A copy of the project's sources in a folder of its own, to build with changes. */
export interface ProjectCopy {
  readonly root: string;
  /** Builds its site, with these settings; rejects with what Astro said where that fails. */
  build(settings?: Readonly<Record<string, string>>): Promise<void>;
  remove(): void;
}

/**
 * Where copies stand: in the project, since Astro takes the path of a package that has no folder in
 * common with its site for an address in that site.
 */
const COPIES = join(ROOT, ".copies");

/** Copies the project, without what is made. Packages are linked to, what tools keep beside them is not. */
export function copyProject(): ProjectCopy {
  mkdirSync(COPIES, { recursive: true });
  const root = mkdtempSync(join(COPIES, "copy-"));
  for (const name of readdirSync(ROOT))
    if (!MADE.test(name))
      cpSync(join(ROOT, name), join(root, name), {
        recursive: true,
        filter: (path) => !MADE.test(basename(path)),
      });
  mkdirSync(join(root, "node_modules"));
  for (const name of readdirSync(join(ROOT, "node_modules")))
    if (!name.startsWith("."))
      symlinkSync(
        join(ROOT, "node_modules", name),
        join(root, "node_modules", name),
        "junction",
      );
  return {
    root,
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
