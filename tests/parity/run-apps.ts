import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { flaskPython, isFlaskInstalled } from "#server/node/flask/prepare.ts";
import { keepLog, type Log } from "./log.ts";

const here = (path: string): string =>
  fileURLToPath(new URL(path, import.meta.url));

/** The Python of the Flask host's environment; undefined where there is none. */
export const python = isFlaskInstalled() ? flaskPython : undefined;

if (python === undefined)
  console.warn(
    "There is no Python in demo-server/flask/.venv: tests on Flask are skipped.",
  );

/** Where a program listens, or why it does not. */
export type Started = { readonly port: number } | { readonly error: string };

/** Flask programs that run in one process of their own. */
export interface RunningApps extends AsyncDisposable {
  /** One for each program, in the order in which they were named. */
  readonly started: readonly Started[];
  /** The next line that any of them prints. */
  line(): Promise<string>;
  /** What they have written to stderr. */
  readonly log: Log;
  /** Resolves when their process has ended. */
  readonly ended: Promise<unknown>;
}

/** Runs programs unchanged, as `python app.py` would; where they say port 5000, a free one stands in. */
export async function runApps(
  ...paths: readonly string[]
): Promise<RunningApps> {
  if (python === undefined) throw new Error("There is no Python to run.");
  const child = spawn(python, [here("run_apps.py"), ...paths], {
    env: { ...process.env, PYTHONUNBUFFERED: "1" },
    stdio: ["pipe", "pipe", "pipe", "pipe"],
  });
  const [, stdout, stderr, reports] = child.stdio;
  const ended = once(child, "exit");
  const log = keepLog(stderr);
  const lines = createInterface({ input: stdout })[Symbol.asyncIterator]();
  const started: Started[] = [];
  if (reports && "read" in reports)
    for await (const line of createInterface({ input: reports })) {
      started.push(JSON.parse(line) as Started);
      if (started.length === paths.length) break;
    }
  if (started.length < paths.length)
    throw new Error(`Python ended early:\n${log.text()}`);
  return {
    started,
    async line() {
      const next = await lines.next();
      if (next.done) throw new Error(`Python ended:\n${log.text()}`);
      return next.value;
    },
    log,
    ended,
    async [Symbol.asyncDispose]() {
      child.kill("SIGKILL");
      await ended;
    },
  };
}

/** Runs one program and gives its address; throws where it does not listen. */
export async function runApp(
  path: string,
): Promise<RunningApps & { readonly url: string }> {
  const apps = await runApps(path);
  const [first] = apps.started;
  if (!first || "error" in first) {
    await apps[Symbol.asyncDispose]();
    throw new Error(first?.error ?? "It said nothing.");
  }
  return { ...apps, url: `http://127.0.0.1:${first.port}` };
}
