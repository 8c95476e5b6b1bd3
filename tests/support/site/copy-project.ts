import { execFile } from "node:child_process";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { environment, node24 } from "#scripts/node24.mjs";
import { program } from "#scripts/run.mjs";

const ROOT = fileURLToPath(new URL("../../..", import.meta.url));

/** What is made here and is no source. */
const MADE =
  /^(node_modules|dist|data|test-results|playwright-report|__pycache__|\.(git|venv|astro|\w+_cache))$/;

/** A copy of the project's sources in a folder of its own, to build with changes. */
export interface ProjectCopy {
  readonly root: string;
  /** Builds its site; rejects with what Astro said where that fails. */
  build(): Promise<void>;
  remove(): void;
}

/** Copies the project, without what is made. Packages are linked to, what tools keep beside them is not. */
export function copyProject(): ProjectCopy {
  const root = mkdtempSync(join(tmpdir(), "roundtrip-copy-"));
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
    async build() {
      // A build inside of a test would take itself for one.
      const env = environment({ NODE_ENV: "production", VITEST: "" });
      await promisify(execFile)(node24(), [program("astro"), "build"], {
        cwd: root,
        env,
      });
    },
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}
