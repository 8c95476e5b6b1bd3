import { fork } from "node:child_process";
import { once } from "node:events";
import { keepLog, type Log } from "./log.ts";

/** A Node program in a process of its own. */
export interface RunningNode extends AsyncDisposable {
  readonly url: string;
  /** What it has written to stderr. */
  readonly log: Log;
  /** Resolves when it has ended. */
  readonly ended: Promise<unknown>;
}

const portMap = new URL(
  "../../src/content/docs/lessons/connect/port-map.mjs",
  import.meta.url,
);

/** Runs a program unchanged, as `node server.js` would; where it says port 3000, a free one stands in. */
export async function runNode(path: string): Promise<RunningNode> {
  const child = fork(path, {
    execArgv: ["--import", portMap.href],
    stdio: ["ignore", "ignore", "pipe", "ipc"],
  });
  const ended = once(child, "exit");
  if (!child.stderr) throw new Error("It has no stderr.");
  const log = keepLog(child.stderr);
  const message = await Promise.race([
    once(child, "message").then(([first]) => first as { port: number }),
    ended.then(() => {
      throw new Error(`${path} ended early:\n${log.text()}`);
    }),
  ]);
  return {
    url: `http://127.0.0.1:${message.port}`,
    log,
    ended,
    async [Symbol.asyncDispose]() {
      child.kill("SIGKILL");
      await ended;
    },
  };
}
