import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";

/** How often it is looked whether another is done, in milliseconds. */
const LOOK_MS = 250;

const isAlive = (pid) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
};

function holderOf(file) {
  try {
    return Number(readFileSync(file, "utf8"));
  } catch {
    return undefined;
  }
}

function take(file) {
  try {
    writeFileSync(file, String(process.pid), { flag: "wx" });
    return true;
  } catch (error) {
    if (error.code !== "EEXIST") throw error;
    return false;
  }
}

/** Does some work while no other process of this computer does it under the same file. */
export async function whileLocked(file, work) {
  while (!take(file)) {
    const holder = holderOf(file);
    // One that was killed leaves its file; one that has just taken it has not yet written.
    if (holder && !isAlive(holder)) rmSync(file, { force: true });
    else await delay(LOOK_MS);
  }
  try {
    return await work();
  } finally {
    rmSync(file, { force: true });
  }
}
