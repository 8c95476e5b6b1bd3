import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const OURS = fileURLToPath(
  new URL(
    process.platform === "win32"
      ? "../flask/.venv/Scripts/python.exe"
      : "../flask/.venv/bin/python",
    import.meta.url,
  ),
);

const hasFlask = (python: string) =>
  spawnSync(python, ["-c", "import flask_socketio, gevent"]).status === 0;

/** A Python that has what `flask/requirements.txt` names: CHAT_PYTHON, the one in flask/.venv, or any. */
export function findPython(): string | undefined {
  const named = process.env["CHAT_PYTHON"];
  const candidates = named ? [named] : [OURS, "python3", "python"];
  return candidates.find(
    (python) => (python !== OURS || existsSync(OURS)) && hasFlask(python),
  );
}
