import { execFileSync } from "node:child_process";
import { python } from "./run-apps.ts";

/** The version of Flask-SocketIO that is installed in the Flask host's environment. */
export function flaskVersion(): string {
  const code =
    "from importlib.metadata import version; print(version('flask-socketio'))";
  return execFileSync(python ?? "", ["-c", code], { encoding: "utf8" }).trim();
}
