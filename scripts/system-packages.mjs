import { spawnSync } from "node:child_process";
import { run } from "./run.mjs";

/** How to run a command as root, or undefined where that needs a password. */
function asRoot() {
  if (process.getuid?.() === 0) return [];
  if (spawnSync("sudo", ["-n", "true"]).status === 0) return ["sudo", "-n"];
  return undefined;
}

/**
 * Installs packages of Debian and its kin by their names, and gives whether they are there now. It
 * does nothing on other systems, and where that needs a password.
 */
export async function installSystemPackages(...names) {
  const prefix = asRoot();
  if (!prefix || spawnSync("apt-get", ["--version"]).status !== 0) return false;
  const apt = (...words) => {
    const [file, ...args] = [...prefix, "apt-get", "-qq", ...words];
    return run(file, args);
  };
  await apt("update");
  return (
    (await apt("install", "-y", "--no-install-recommends", ...names)) === 0
  );
}
