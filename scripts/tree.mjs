import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";

/** The project's folder. */
export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

/** A path of the project, absolute. */
export const at = (...parts) => join(ROOT, ...parts);

/** What a file says, or undefined where there is none. */
export function readIfThere(path) {
  return existsSync(path) ? readFileSync(path, "utf8") : undefined;
}

/** Folders that are made here, not part of the project's text; they may hold thousands of files. */
const MADE = /^(node_modules|\.venv|__pycache__|\.(mypy|pytest|ruff)_cache)$/;

function* filesUnder(path) {
  if (!existsSync(path)) return;
  if (!statSync(path).isDirectory()) {
    yield path;
    return;
  }
  for (const name of readdirSync(path).sort())
    if (!MADE.test(name)) yield* filesUnder(join(path, name));
}

/** One hash over the names and contents of files; folders count with all that is in them. */
export function hashOf(paths, counts = () => true) {
  const hash = createHash("sha256");
  for (const path of paths) {
    for (const file of filesUnder(path)) {
      const name = relative(ROOT, file).split(sep).join("/");
      if (!counts(name)) continue;
      const content = readFileSync(file);
      hash.update(`${name}\0${content.length}\0`).update(content);
    }
  }
  return hash.digest("hex");
}
