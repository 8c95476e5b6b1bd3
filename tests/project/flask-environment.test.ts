import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { makeEmpty } from "#scripts/flask/environment.mjs";
import { findPython } from "#scripts/flask/python.mjs";

let folder: string;
beforeEach(
  () => void (folder = mkdtempSync(join(tmpdir(), "roundtrip-venv-"))),
);
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const python = findPython() as { command?: [string, ...string[]] };
const isPosix = process.platform !== "win32";

it.skipIf(!python.command || !isPosix)(
  "makes anew an environment that was interrupted while it was made",
  async () => {
    const [file = "", ...args] = python.command ?? [];
    spawnSync(file, [...args, "-m", "venv", "--without-pip", folder]);
    const own = join(folder, "bin", "python");
    const hasPip = (): boolean =>
      spawnSync(own, ["-m", "pip", "--version"]).status === 0;
    expect(hasPip()).toBe(false);
    expect(await makeEmpty([file, ...args], folder)).toBe(true);
    expect(hasPip()).toBe(true);
  },
  // Python takes its time over each environment, on a busy computer above all.
  120_000,
);
