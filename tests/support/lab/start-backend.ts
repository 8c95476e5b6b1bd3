import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { createFlask } from "#server/node/flask/flask.ts";
import { findFlask, isFlaskInstalled } from "#server/node/flask/prepare.ts";
import { createHost } from "#server/node/host.ts";
import { LANGUAGES, type Language } from "#lab/language.ts";
import { createFlaskBackend } from "#lab/backends/flask.ts";
import { createNodeBackend } from "#lab/backends/node.ts";
import type { StartedBackend } from "./open-defined-lab.ts";

const folder = (path: string): string =>
  fileURLToPath(new URL(path, import.meta.url));

/** The site's own lessons, and those that only this suite has. */
export const lessonsDirs = {
  site: folder("../../../src/content/docs/lessons"),
  contract: folder("../lessons"),
} as const;

/** A backend that has a server of its own, outside of a page. */
export type ServedBackend = Language;

/** Each of them, with the program it runs; on Flask nothing runs where it is not installed. */
export const SERVED_BACKENDS = LANGUAGES.map((language) => ({
  ...language,
  isThere: language.id !== "flask" || isFlaskInstalled(),
}));

/** Starts the server side of a backend on a free port. */
export async function startBackend(
  lessonsDir: string = lessonsDirs.site,
  id: ServedBackend = "node",
): Promise<StartedBackend> {
  if (id === "node") return startNode(lessonsDir);
  const origin = await flaskOrigin(lessonsDir);
  return {
    backend: createFlaskBackend(() => true, origin),
    // Python takes most of a second to start: one is shared by all labs of a test file.
    [Symbol.asyncDispose]: () => Promise.resolve(),
  };
}

async function startNode(lessonsDir: string): Promise<StartedBackend> {
  const host = createHost({ lessonsDir });
  const origin = await listen(host);
  return {
    backend: createNodeBackend(origin),
    [Symbol.asyncDispose]: () => host.close(),
  };
}

const flasks = new Map<
  string,
  { origin: Promise<string>; close: () => Promise<void> }
>();

function flaskOrigin(lessonsDir: string): Promise<string> {
  const known = flasks.get(lessonsDir);
  if (known) return known.origin;
  const flask = createFlask({
    prepare: findFlask({ lessonsDirs: [lessonsDir] }),
    log: (line) => console.error(line),
  });
  const host = createHost({ lessonsDir, flask });
  flask.start();
  const origin = listen(host);
  flasks.set(lessonsDir, { origin, close: host.close });
  return origin;
}

/** Stops what runs on Flask; to be called after all tests of a file that starts it. */
export async function stopFlask(): Promise<void> {
  const all = [...flasks.values()];
  flasks.clear();
  await Promise.all(all.map(({ close }) => close()));
}

async function listen(host: ReturnType<typeof createHost>): Promise<string> {
  const http = createServer();
  host.attach(http);
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  const { port } = http.address() as AddressInfo;
  const origin = `http://127.0.0.1:${port}`;
  // Of a Flask that is about to run it waits for the start.
  await fetch(`${origin}/flask/healthz`);
  return origin;
}
