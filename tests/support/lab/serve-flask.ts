import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { TestProject } from "vitest/node";
import { createFlask } from "#server/node/flask/flask.ts";
import { findFlask, isFlaskInstalled } from "#server/node/flask/prepare.ts";
import { createHost } from "#server/node/host.ts";
import { lessonsDirs } from "./lessons-dirs.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Where Flask serves all lessons, for the tests of a run; "" where it is not installed. */
    flaskOrigin: string;
  }
}

/**
 * Serves the lessons on Flask for all files of a run: Python takes most of a second to start, and
 * labs are private. It starts while the first tests are loaded; whoever needs it waits for it.
 */
export default async function serveFlask({
  provide,
}: TestProject): Promise<(() => Promise<void>) | undefined> {
  if (!isFlaskInstalled()) {
    provide("flaskOrigin", "");
    return undefined;
  }
  const flask = createFlask({
    prepare: findFlask({ lessonsDirs: Object.values(lessonsDirs) }),
    log: (line) => console.error(line),
  });
  const host = createHost({ lessonsDir: lessonsDirs.site, flask });
  flask.start();
  const http = createServer();
  host.attach(http);
  await new Promise<void>((done) => http.listen(0, "127.0.0.1", done));
  const { port } = http.address() as AddressInfo;
  provide("flaskOrigin", `http://127.0.0.1:${port}`);
  return () => host.close();
}
