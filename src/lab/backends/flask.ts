import { FLASK_PREFIX } from "#contract/health.ts";
import type { Backend } from "./backend.ts";
import { askFlask, FLASK_ABSENT } from "./flask-health.ts";
import { readHostAddress } from "./host-address.ts";
import { createHostBackend } from "./host-backend.ts";

const NO_PROGRAM = "This lesson has no Flask program yet";

/**
 * The Flask host, as the bundled server whose site begins at the address `root` serves it. `has`
 * says whether a lesson has a program for it.
 */
export function createFlaskBackend(
  has: (lesson: string) => boolean,
  root: string,
): Backend {
  const at = readHostAddress(root, FLASK_PREFIX);
  return createHostBackend({
    language: "flask",
    at,
    absent: FLASK_ABSENT,
    available: async (lesson) =>
      has(lesson) ? askFlask(at) : { ok: false, why: NO_PROGRAM, forNow: true },
  });
}
