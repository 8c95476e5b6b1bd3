import type { FlaskOff } from "#contract/health.ts";
import { askHealth, isHealth, unavailable } from "./ask-health.ts";
import type { Availability } from "./backend.ts";
import type { HostAddress } from "./host-address.ts";

/** Why it cannot be reached, where nobody says more. */
export const FLASK_ABSENT = "No Flask server answers here";

/** How long it may take to answer, in milliseconds: the host waits for one that is about to run. */
const PATIENCE_MS = 4_000;

/** Whether the Flask host runs at an address; never rejects. */
export async function askFlask(at: HostAddress): Promise<Availability> {
  const answer = await askHealth(at, PATIENCE_MS);
  if (answer?.status === 200 && isHealth(answer.said)) return { ok: true };
  return isOff(answer?.said) ? answer.said : unavailable(answer, FLASK_ABSENT);
}

const isOff = (said: unknown): said is FlaskOff =>
  typeof said === "object" &&
  said !== null &&
  "ok" in said &&
  said.ok === false &&
  "why" in said &&
  typeof said.why === "string";
