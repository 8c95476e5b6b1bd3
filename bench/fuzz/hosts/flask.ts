import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { flaskPython } from "#server/node/flask/prepare.ts";
import type { Target } from "../target.ts";
import { createHostTarget, LIMITS } from "./host-target.ts";

const here = (path: string): string =>
  fileURLToPath(new URL(path, import.meta.url));

/** How long it may take to gather garbage, in milliseconds: it answers nobody meanwhile. */
const COLLECTION_MS = 2_000;

/** Starts a Flask host of its own, with nothing before it. */
export async function startFlask(): Promise<Target> {
  const folder = mkdtempSync(join(tmpdir(), "roundtrip-fuzz-"));
  const child = spawn(
    flaskPython,
    [
      ...[here("serve.py"), "--port", "0", "--with-parent"],
      ...["--lessons", here("../lessons")],
      ...["--chat-file", join(folder, "chat.db")],
      ...["--limits", JSON.stringify(LIMITS)],
    ],
    { env: { ...process.env, PYTHONPATH: here("../../../demo-server/flask") } },
  );
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  return createHostTarget(child, async () => {
    child.kill("SIGUSR1");
    await delay(COLLECTION_MS);
  });
}
