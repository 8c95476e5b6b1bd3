import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { expect } from "@playwright/test";

/** How a server of a test's own is started. */
export interface OwnServer {
  /** With Flask beside it, which takes Python a second and more to start; without by default. */
  readonly flask?: boolean;
  readonly options?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** Starts a bundled server of a test's own, which it may stop when it likes. */
export async function serve(
  port: number,
  { flask = false, options = [], env = {} }: OwnServer = {},
): Promise<ChildProcess> {
  const all = [...(flask ? [] : ["--no-flask"]), ...options];
  const server = spawn(
    process.execPath,
    ["demo-server/node/main.ts", "--port", String(port), ...all],
    {
      stdio: ["ignore", "pipe", "inherit"],
      env: { ...process.env, ...env },
    },
  );
  await once(server.stdout, "data");
  return server;
}

/** Waits until the Flask beside a bundled server answers: a page that asks before goes elsewhere. */
export const flaskRuns = (root: string): Promise<void> =>
  expect
    .poll(async () => (await fetch(`${root}flask/healthz`)).status)
    .toBe(200);

/** Stops it, unless it was stopped before. */
export async function stop(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  server.kill("SIGTERM");
  await once(server, "exit");
}
