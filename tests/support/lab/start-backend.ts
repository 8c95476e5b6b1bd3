import { inject } from "vitest";
import type { FlaskOff } from "#contract/health.ts";
import { isFlaskInstalled } from "#server/node/flask/prepare.ts";
import { createHost } from "#server/node/host.ts";
import { LANGUAGES, type Language } from "#lab/language.ts";
import { createFlaskBackend } from "#lab/backends/flask.ts";
import { createNodeBackend } from "#lab/backends/node.ts";
import { lessonsDirs } from "./lessons-dirs.ts";
import type { StartedBackend } from "./open-defined-lab.ts";
import { listen, serveFlask } from "./serve-host.ts";

/** A backend that has a server of its own, outside of a page. */
export type ServedBackend = Language;

/** Each of them, with the program it runs; on Flask nothing runs where it is not installed. */
export const SERVED_BACKENDS = LANGUAGES.map((language) => ({
  ...language,
  isThere: language.id !== "flask" || isFlaskInstalled(),
}));

/**
 * Starts the server side of a backend on a free port; the one Flask of a run serves all lessons of
 * the project.
 * @throws Where Flask is asked for and does not run.
 */
export async function startBackend(
  lessonsDir: string = lessonsDirs.site,
  id: ServedBackend = "node",
): Promise<StartedBackend> {
  if (id === "node") {
    const { origin, close } = await listen(createHost({ lessonsDir }));
    return {
      backend: createNodeBackend(origin),
      [Symbol.asyncDispose]: close,
    };
  }
  const shared = [...Object.values(lessonsDirs), inject("programsFolder")];
  const isShared = shared.includes(lessonsDir);
  const { origin, close } = isShared
    ? await sharedFlask()
    : await serveFlask([lessonsDir]);
  await untilRunning(origin);
  return {
    backend: createFlaskBackend(() => true, origin),
    [Symbol.asyncDispose]: close,
  };
}

/** The Flask of the run, which goes on. */
function sharedFlask() {
  const origin = inject("flaskOrigin");
  if (origin === "")
    throw new Error("Flask is not installed: npm test -- flask installs it.");
  return Promise.resolve({ origin, close: () => Promise.resolve() });
}

/** Waits for the start of a Flask that is about to run; each answer waits for it a little, too. */
async function untilRunning(origin: string): Promise<void> {
  for (;;) {
    const health = await fetch(`${origin}/flask/healthz`);
    if (health.ok) return;
    const { why, forNow } = (await health.json()) as FlaskOff;
    if (!forNow) throw new Error(`Flask does not run: ${why}.`);
  }
}
