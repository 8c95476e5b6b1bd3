import { rmSync, writeFileSync } from "node:fs";
import { delimiter } from "node:path";
import { dropUnusableNode, whyNot } from "./node24.mjs";
import { run, Sentence } from "./run.mjs";
import { at, hashOf, readIfThere } from "./tree.mjs";

const LOCK = "package-lock.json";
const STAMP = "node_modules/.roundtrip-installed";
const NPM_RECORD = "node_modules/.package-lock.json";

const OPTIONS = [
  "--include=dev",
  "--include=optional",
  "--no-audit",
  "--no-fund",
  "--loglevel=error",
];

/** True where npm's own record of what it installed agrees with the lockfile. */
export function recordAgrees(record, lock) {
  if (record === undefined) return false;
  const installed = JSON.parse(record).packages;
  return Object.entries(JSON.parse(lock).packages).every(([path, wanted]) => {
    if (path === "") return true;
    const found = installed[path];
    if (!found) return Boolean(wanted.optional ?? wanted.peer);
    return (
      found.version === wanted.version && found.integrity === wanted.integrity
    );
  });
}

function isInstalled() {
  const record = readIfThere(at(NPM_RECORD));
  if (record === undefined) return false;
  if (readIfThere(at(STAMP)) === hashOf([at(LOCK)])) return true;
  if (!recordAgrees(record, readIfThere(at(LOCK)))) return false;
  writeFileSync(at(STAMP), hashOf([at(LOCK)]));
  return true;
}

/** npm as it was called, under the Node it was called with; never under the one it may replace. */
function npm(args) {
  const env = { ...process.env, PATH: pathWithout(at("node_modules")) };
  const { npm_execpath: npmFile, npm_node_execpath: itsNode } = process.env;
  if (npmFile?.endsWith(".js")) {
    return run(itsNode ?? process.execPath, [npmFile, ...args], { env });
  }
  return run("npm", args, { env, shell: process.platform === "win32" });
}

const pathWithout = (folder) =>
  process.env.PATH?.split(delimiter)
    .filter((entry) => !entry.startsWith(folder))
    .join(delimiter);

/** Makes node_modules what the lockfile says; does nothing where it already is. */
export async function ensureInstalled() {
  const obstacle = whyNot();
  if (obstacle) throw new Sentence(obstacle);
  if (isInstalled()) return;
  console.log("Installing packages (once, about a minute)…");
  rmSync(at(STAMP), { force: true });
  // Windows cannot delete a running program, and this may be running in node_modules.
  const inside = process.execPath.startsWith(at("node_modules"));
  const how = process.platform === "win32" && inside ? "install" : "ci";
  const code = await npm([how, ...OPTIONS]);
  if (code !== 0) {
    throw new Sentence(
      `The packages could not be installed (npm ${how} ended with code ${code}). ` +
        "Check the connection to the internet, then run the same command again.",
    );
  }
  dropUnusableNode();
  writeFileSync(at(STAMP), hashOf([at(LOCK)]));
}
