import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { constants } from "node:os";
import { environment, node24 } from "./node24.mjs";
import { at, ROOT } from "./tree.mjs";

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"];

/**
 * Runs a program in the project's folder to its end and gives its exit code. What it says goes to
 * `tell`, where that is given, and else to the terminal.
 * A signal that reaches this process is handed on once; when the program has ended, this ends too.
 */
export function run(file, args, { tell, ...options } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, {
      cwd: ROOT,
      stdio: tell ? ["ignore", "pipe", "pipe"] : "inherit",
      env: environment(),
      ...options,
    });
    if (tell) {
      child.stdout.on("data", tell);
      child.stderr.on("data", tell);
    }
    let signalled = false;
    const handOn = (signal) => {
      // A terminal gives Ctrl+C to the whole group: the child has had it already.
      const hadIt = signal === "SIGINT" && process.stdin.isTTY;
      if (!signalled && !hadIt) child.kill(signal);
      signalled = true;
    };
    for (const signal of SIGNALS) process.on(signal, handOn);
    const stopListening = () => {
      for (const signal of SIGNALS) process.off(signal, handOn);
    };
    child.on("error", (error) => {
      stopListening();
      reject(error);
    });
    child.on("close", (code, signal) => {
      stopListening();
      const exitCode = code ?? 128 + (constants.signals[signal] ?? 0);
      if (signalled) process.exit(exitCode);
      resolve(exitCode);
    });
  });
}

/** Runs a file under the project's own Node. */
export const runNode = (file, args = [], options = {}) =>
  run(node24(), [file, ...args], options);

/** The file behind a program that a package brings, such as `eslint`. */
export function program(packageName, name = packageName) {
  const { bin } = JSON.parse(
    readFileSync(at("node_modules", packageName, "package.json"), "utf8"),
  );
  return at(
    "node_modules",
    packageName,
    typeof bin === "string" ? bin : bin[name],
  );
}

/** Runs a command's main function; an error becomes a sentence and exit code 1. */
export async function command(main) {
  endWithNpm();
  try {
    const code = await main();
    if (code !== undefined) process.exitCode = code;
  } catch (error) {
    console.error(error instanceof Sentence ? error.message : error);
    process.exitCode = 1;
  }
}

/**
 * npm puts a shell between itself and this process. A signal for npm alone ends that shell and
 * never comes here, so its end is taken for the signal.
 */
function endWithNpm() {
  if (!process.env.npm_lifecycle_event || process.platform === "win32") return;
  const shell = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === shell) return;
    clearInterval(watch);
    process.kill(process.pid, "SIGTERM");
  }, 250);
  watch.unref();
}

/** An error that says everything the reader needs. */
export class Sentence extends Error {}
