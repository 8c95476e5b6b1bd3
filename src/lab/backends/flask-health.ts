import { readFlaskOff, readHealth } from "#contract/health.ts";
import { askHealth, unavailable } from "./ask-health.ts";
import type { Availability } from "./backend.ts";
import type { HostAddress } from "./host-address.ts";

/** Why it cannot be reached, where nobody says more. */
export const FLASK_ABSENT = "No Flask server answers here";

/** How long it may take to answer, in milliseconds: the host waits for one that is about to run. */
const PATIENCE_MS = 4_000;

/** Whether the Flask host runs at an address; never rejects. */
export async function askFlask(at: HostAddress): Promise<Availability> {
  const answer = await askHealth(at, PATIENCE_MS);
  if (answer?.status === 200 && readHealth(answer.said)) return { ok: true };
  return readFlaskOff(answer?.said) ?? unavailable(answer, FLASK_ABSENT);
}
