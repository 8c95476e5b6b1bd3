import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { inject } from "vitest";
import { isFlaskInstalled } from "#server/node/flask/prepare.ts";
import { createHost } from "#server/node/host.ts";
import { LANGUAGES, type Language } from "#lab/language.ts";
import { createFlaskBackend } from "#lab/backends/flask.ts";
import { createNodeBackend } from "#lab/backends/node.ts";
import { lessonsDirs } from "./lessons-dirs.ts";
import type { StartedBackend } from "./open-defined-lab.ts";

/** A backend that has a server of its own, outside of a page. */
export type ServedBackend = Language;

/** Each of them, with the program it runs; on Flask nothing runs where it is not installed. */
export const SERVED_BACKENDS = LANGUAGES.map((language) => ({
  ...language,
  isThere: language.id !== "flask" || isFlaskInstalled(),
}));

/**
 * Starts the server side of a backend on a free port; the one Flask of a run serves all lessons.
 * @throws Where Flask is asked for and does not run.
 */
export async function startBackend(
  lessonsDir: string = lessonsDirs.site,
  id: ServedBackend = "node",
): Promise<StartedBackend> {
  if (id === "node") return startNode(lessonsDir);
  return {
    backend: createFlaskBackend(() => true, await flaskOrigin()),
    [Symbol.asyncDispose]: () => Promise.resolve(),
  };
}

async function startNode(lessonsDir: string): Promise<StartedBackend> {
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

let ready: Promise<string> | undefined;

/** Where Flask serves all lessons, once it runs. */
const flaskOrigin = (): Promise<string> => (ready ??= waitForFlask());

async function waitForFlask(): Promise<string> {
  const origin = inject("flaskOrigin");
  if (origin === "")
    throw new Error("Flask is not installed: npm test -- flask installs it.");
  // Of a Flask that is about to run it waits for the start.
  const health = await fetch(`${origin}/flask/healthz`);
  if (!health.ok) throw new Error(`Flask does not run: ${await health.text()}`);
  return origin;
}
