import { spawnSync } from "node:child_process";
import { existsSync, rmSync } from "node:fs";
import { delimiter, dirname } from "node:path";
import { at } from "./tree.mjs";

/** The first Node that runs TypeScript files as they are. */
const OLDEST = [22, 18];

const PACKAGED = ["linux-x64", "linux-arm64", "win32-x64"];

const isNewEnough = (version) => {
  const [major, minor] = version.split(".").map(Number);
  return major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1]);
};

function isMusl() {
  return (
    process.platform === "linux" &&
    !process.report.getReport().header.glibcVersionRuntime
  );
}

function packagedNode() {
  const system = process.platform === "win32" ? "win" : process.platform;
  const file = process.platform === "win32" ? "node.exe" : "node";
  return at("node_modules", `node-${system}-${process.arch}`, "bin", file);
}

/** Why this computer cannot run the project, as a sentence; undefined when it can. */
export function whyNot() {
  const packaged =
    PACKAGED.includes(`${process.platform}-${process.arch}`) && !isMusl();
  if (packaged || isNewEnough(process.versions.node)) return undefined;
  return (
    `Roundtrip brings its own Node on most systems, but has none for this one ` +
    `(${process.platform} ${process.arch}). Here it needs Node ${OLDEST.join(".")} or newer, ` +
    `and this is Node ${process.versions.node}. ` +
    `Install a newer one from https://nodejs.org, then run the same command again.`
  );
}

/** Path of the Node that runs everything: the project's own once installed, else the one that runs this. */
export function node24() {
  return existsSync(packagedNode()) ? packagedNode() : process.execPath;
}

/** Takes out a packaged Node that this system cannot run, lest npm scripts find it. */
export function dropUnusableNode() {
  if (!existsSync(packagedNode())) return;
  if (spawnSync(packagedNode(), ["--version"]).status === 0) return;
  rmSync(at("node_modules/.bin/node"), { force: true });
  rmSync(dirname(dirname(packagedNode())), { recursive: true, force: true });
}

/** The environment in which the project's programs and its own Node are found first. */
export function environment(extra = {}) {
  const name =
    Object.keys(process.env).find((key) => /^path$/i.test(key)) ?? "PATH";
  const path = [dirname(node24()), at("node_modules/.bin"), process.env[name]];
  return {
    ...process.env,
    ASTRO_TELEMETRY_DISABLED: "1",
    ...extra,
    [name]: path.filter(Boolean).join(delimiter),
  };
}
