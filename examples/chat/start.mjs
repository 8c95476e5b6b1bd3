/** Starts the chat, and makes what it lacks before: `npm start`. */
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";

const at = (path) => fileURLToPath(new URL(path, import.meta.url));
const manifest = JSON.parse(readFileSync(at("package.json"), "utf8"));

function giveUp(why) {
  console.error(why);
  process.exit(1);
}

/** Runs npm as it was called; says whether that went well. */
function npm(...args) {
  const file = process.env.npm_execpath ?? "";
  const isItsFile = basename(file) === "npm-cli.js";
  const [program, ...first] = isItsFile ? [process.execPath, file] : ["npm"];
  const { status } = spawnSync(program, [...first, ...args], {
    cwd: at("."),
    stdio: "inherit",
    // On Windows npm is a script, which a shell must start.
    shell: !isItsFile && process.platform === "win32",
  });
  return status === 0;
}

/** Packages may also stand in a folder above. What npm broke off lacks its record. */
function isInstalled(names) {
  const own = at("node_modules");
  if (existsSync(own) && !existsSync(join(own, ".package-lock.json")))
    return false;
  const folders = createRequire(import.meta.url).resolve.paths("a") ?? [];
  return names.every((name) =>
    folders.some((folder) => existsSync(join(folder, name))),
  );
}

const [major, minor] = /\d+\.\d+/.exec(manifest.engines.node)[0].split(".");
const [itsMajor, itsMinor] = process.versions.node.split(".");
if (itsMajor - major < 0 || (itsMajor === major && itsMinor - minor < 0))
  giveUp(
    `The chat needs Node ${major}.${minor} or newer, and this is Node ${process.versions.node}. ` +
      "Install a newer one from https://nodejs.org, then run the same command again.",
  );

const isBuilt = existsSync(at("dist/index.html"));
const needed = Object.keys({
  ...manifest.dependencies,
  ...(isBuilt ? {} : manifest.devDependencies),
});
if (!isInstalled(needed)) {
  console.log("Installing packages (once)…");
  const quiet = ["--no-audit", "--no-fund", "--loglevel=error"];
  const soon = ["--fetch-retries=1", "--fetch-retry-mintimeout=1000"];
  if (!npm("ci", ...(isBuilt ? ["--omit=dev"] : []), ...quiet, ...soon))
    giveUp(
      "The packages could not be installed; npm says why above. " +
        "Check the connection to the internet, then run the same command again.",
    );
}
if (!isBuilt && !npm("run", "build"))
  giveUp("The client could not be built; see above.");

await import("./server/server.ts");
