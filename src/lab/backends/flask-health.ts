import { FLASK_PREFIX, HEALTH_PATH, type FlaskOff } from "#contract/health.ts";
import type { Availability } from "./backend.ts";
import { isHealth } from "./node-health.ts";

/** Why it cannot be reached, where nobody says more. */
export const FLASK_ABSENT = "No Flask server answers here";

/** How long it may take to answer, in milliseconds: the host waits for one that is about to run. */
const PATIENCE_MS = 4_000;

/** Whether the Flask host runs at `origin`; never rejects. */
export async function askFlask(origin: string): Promise<Availability> {
  try {
    const answer = await fetch(new URL(FLASK_PREFIX + HEALTH_PATH, origin), {
      cache: "no-store",
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    const said: unknown = await answer.json();
    if (answer.ok && isHealth(said)) return { ok: true };
    if (isOff(said)) return said;
  } catch {
    // Nothing is there, or something else is.
  }
  return { ok: false, why: FLASK_ABSENT };
}

const isOff = (said: unknown): said is FlaskOff =>
  typeof said === "object" &&
  said !== null &&
  "ok" in said &&
  said.ok === false &&
  "why" in said &&
  typeof said.why === "string";
