import { spawn } from "node:child_process";
import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { at, hashOf, readIfThere } from "../tree.mjs";
import { whileLocked } from "./lock.mjs";
import { findPython } from "./python.mjs";

/** Where the environment stands; elsewhere where the project's own folder cannot be written. */
const FOLDER =
  process.env.ROUNDTRIP_FLASK_VENV ?? at("demo-server/flask/.venv");
const LOCK = `${FOLDER}.lock`;
const STAMP = join(FOLDER, ".roundtrip-installed");
const RUN = at("demo-server/flask/requirements.txt");
const DEVELOP = at("demo-server/flask/requirements-dev.txt");

/** A program of the environment. */
const inEnvironment = (name, folder = FOLDER) =>
  process.platform === "win32"
    ? join(folder, "Scripts", `${name}.exe`)
    : join(folder, "bin", name);

const PIP = [
  "--require-hashes",
  "--quiet",
  "--no-input",
  "--disable-pip-version-check",
  "--no-warn-script-location",
  "--retries=2",
  "--timeout=15",
];

/** What the environment holds now, by the requirements' hashes; `{}` where it is broken or missing. */
function readStamp() {
  // A Python that was taken away leaves a link to nothing.
  if (!existsSync(inEnvironment("python"))) return {};
  try {
    return JSON.parse(readIfThere(STAMP) ?? "{}");
  } catch {
    return {};
  }
}

/** Which requirements the environment was made for, as a hash; empty where there is none. */
export const madeFor = () => readStamp().run ?? "";

/** Runs a program to its end: true, or what it complained of. */
function call(file, args) {
  return new Promise((resolve) => {
    const child = spawn(file, args, { stdio: ["ignore", "ignore", "pipe"] });
    const end = () => child.kill();
    process.once("SIGTERM", end);
    let complaint = "";
    child.stderr.on("data", (data) => (complaint += data));
    child.on("error", (error) => resolve(error.message));
    child.on("close", (code) => {
      process.off("SIGTERM", end);
      resolve(code === 0 || complaint.trim() || `it ended with code ${code}`);
    });
  });
}

/** Of pip's complaints the error, without what only matters to who wrote the requirements. */
const gist = (complaint) => {
  const lines = complaint.split("\n").map((line) => line.trim());
  const line = lines.find((each) => each.startsWith("ERROR:")) ?? lines.at(-1);
  return line
    .replace(/^ERROR:\s*/, "")
    .replace(/[.\s]+$/, "")
    .slice(0, 200);
};

/**
 * Makes an environment with pip in it and nothing else, where there is none yet: true, or what was
 * complained of. Whoever was interrupted while it was made has left one without pip.
 */
export async function makeEmpty([file, ...args], folder = FOLDER) {
  const python = inEnvironment("python", folder);
  if (
    existsSync(python) &&
    (await call(python, ["-m", "pip", "--version"])) === true
  )
    return true;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  return call(file, [...args, "-m", "venv", folder]);
}

async function make(dev, wanted, tell) {
  const python = findPython();
  if (python.why) return { why: python.why, noPython: true };
  tell();
  rmSync(STAMP, { force: true });
  const made = await makeEmpty(python.command);
  if (made !== true)
    return {
      why: `Flask's Python environment could not be made (${gist(made)})`,
    };
  const lists = dev ? [RUN, DEVELOP] : [RUN];
  const installed = await call(inEnvironment("python"), [
    ...["-m", "pip", "install", ...PIP],
    ...lists.flatMap((list) => ["-r", list]),
  ]);
  if (installed !== true)
    return {
      why: `Flask's packages could not be installed (${gist(installed)})`,
    };
  writeFileSync(STAMP, JSON.stringify(wanted));
  return { python: inEnvironment("python") };
}

/**
 * Makes the Flask host's virtual environment what its requirements say, with what its checks need
 * for `dev`; does nothing where it already is. Gives `{ python }`, or `{ why }` not, with `noPython`
 * where no Python on this computer will do. `tell` is called before what takes long.
 */
export async function ensureFlask({
  dev = false,
  tell = () => undefined,
} = {}) {
  const run = hashOf([RUN]);
  const wanted = dev ? { run, dev: hashOf([DEVELOP]) } : { run };
  const isMade = () => {
    const stamp = readStamp();
    return Object.entries(wanted).every(([key, hash]) => stamp[key] === hash);
  };
  if (isMade()) return { python: inEnvironment("python") };
  return whileLocked(LOCK, () =>
    isMade() ? { python: inEnvironment("python") } : make(dev, wanted, tell),
  );
}
