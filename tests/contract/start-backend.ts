import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { createHost } from "../../demo-server/node/host.ts";
import { createNodeBackend } from "../../src/lab/backends/node.ts";
import type { StartedBackend } from "./open-defined-lab.ts";

const folder = (path: string): string =>
  fileURLToPath(new URL(path, import.meta.url));

/** The site's own lessons, and those that only this suite has. */
export const lessonsDirs = {
  site: folder("../../src/content/docs/lessons"),
  contract: folder("./lessons"),
} as const;

/** Starts the server side of the backend under test on a free port. */
export async function startBackend(
  lessonsDir: string = lessonsDirs.site,
): Promise<StartedBackend> {
  const host = createHost({ lessonsDir });
  const http = createServer();
  host.attach(http);
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  const { port } = http.address() as AddressInfo;
  return {
    backend: createNodeBackend(`http://127.0.0.1:${port}`),
    [Symbol.asyncDispose]: () => host.close(),
  };
}
