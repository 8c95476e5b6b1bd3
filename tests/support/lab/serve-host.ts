import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createFlask } from "#server/node/flask/flask.ts";
import { findFlask } from "#server/node/flask/prepare.ts";
import { createHost } from "#server/node/host.ts";

/** A host that serves. */
export interface ServedHost {
  readonly origin: string;
  close(): Promise<void>;
}

/** Lets a host listen on a free port. */
export async function listen(
  host: ReturnType<typeof createHost>,
): Promise<ServedHost> {
  const http = createServer();
  host.attach(http);
  await new Promise<void>((done) => http.listen(0, "127.0.0.1", done));
  const { port } = http.address() as AddressInfo;
  return { origin: `http://127.0.0.1:${port}`, close: () => host.close() };
}

/** Serves lessons on Flask, below its prefix; it may be starting still. */
export function serveFlask(
  lessonsDirs: readonly [string, ...string[]],
): Promise<ServedHost> {
  const flask = createFlask({
    prepare: findFlask({ lessonsDirs }),
    log: (line) => console.error(line),
  });
  flask.start();
  return listen(createHost({ lessonsDir: lessonsDirs[0], flask }));
}
