import { FLASK_PREFIX } from "#contract/health.ts";
import type { Backend } from "./backend.ts";
import { askFlask, FLASK_ABSENT } from "./flask-health.ts";
import { createHostBackend } from "./host-backend.ts";

const NO_PROGRAM = "This lesson has no Flask program yet";

/**
 * The Flask host, as the bundled server at `origin` (the page's own by default) serves it. `has`
 * says whether a lesson has a program for it.
 */
export const createFlaskBackend = (
  has: (lesson: string) => boolean,
  origin: string = location.origin,
): Backend =>
  createHostBackend({
    language: "flask",
    origin,
    prefix: FLASK_PREFIX,
    absent: FLASK_ABSENT,
    available: async (lesson) =>
      has(lesson)
        ? askFlask(origin)
        : { ok: false, why: NO_PROGRAM, forNow: true },
  });
