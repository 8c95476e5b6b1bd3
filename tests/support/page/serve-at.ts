import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { test } from "./test.ts";

/**
 * Serves the built site below a path of a static host while the tests of a group run. Gives where
 * the site begins there, which is known when the first of them begins.
 */
export function serveAt(base: string): () => string {
  let server: ChildProcess;
  let root: string;
  test.beforeAll(async () => {
    const started = spawn(
      process.execPath,
      ["demo-server/static/main.ts", "--port", "0", "--base", base],
      { stdio: ["ignore", "pipe", "inherit"] },
    );
    server = started;
    const [said] = (await once(started.stdout, "data")) as [Buffer];
    root = /The static site is at (\S+)/.exec(said.toString())?.[1] ?? "";
  });
  test.afterAll(() => void server.kill());
  return () => root;
}
