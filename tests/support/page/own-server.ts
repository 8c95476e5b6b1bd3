import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";

/** Starts a bundled server of a test's own, which it may stop when it likes. */
export async function serve(
  port: number,
  options: readonly string[] = [],
  env: Readonly<Record<string, string>> = {},
): Promise<ChildProcess> {
  const server = spawn(
    process.execPath,
    ["demo-server/node/main.ts", "--port", String(port), ...options],
    {
      stdio: ["ignore", "pipe", "inherit"],
      env: { ...process.env, ...env },
    },
  );
  await once(server.stdout, "data");
  return server;
}

/** Stops it, unless it was stopped before. */
export async function stop(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  server.kill("SIGTERM");
  await once(server, "exit");
}
