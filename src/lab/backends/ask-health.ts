import { HEALTH_PATH } from "#contract/health.ts";
import type { Availability } from "./backend.ts";
import type { HostAddress } from "./host-address.ts";

/** What came to the question whether a host runs: an HTTP status, and the JSON that it said, if any. */
export interface HealthAnswer {
  readonly status: number;
  readonly said: unknown;
}

/** Asks a host whether it runs; undefined where nobody answers within `patience` milliseconds. */
export async function askHealth(
  { origin, base }: HostAddress,
  patience: number,
): Promise<HealthAnswer | undefined> {
  try {
    const answer = await fetch(new URL(base + HEALTH_PATH, origin), {
      cache: "no-store",
      signal: AbortSignal.timeout(patience),
    });
    return { status: answer.status, said: parse(await answer.text()) };
  } catch {
    return undefined;
  }
}

/** That no host runs there, where it doesn't say so itself: it's `absent`, or broken for now. */
export const unavailable = (
  answer: HealthAnswer | undefined,
  absent: string,
): Extract<Availability, { ok: false }> =>
  answer && answer.status >= 500
    ? {
        ok: false,
        why: `The server here isn't working (HTTP status ${answer.status})`,
        forNow: true,
      }
    : { ok: false, why: absent };

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
