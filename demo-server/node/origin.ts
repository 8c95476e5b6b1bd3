import { RefusalError } from "./refusal.ts";

/** What is looked at of a request. */
export interface Sender {
  readonly headers: {
    readonly origin?: string | undefined;
    readonly host?: string | undefined;
  };
}

/** Throws a refusal when a page of another site sent the request. */
export function checkOrigin(req: Sender, allowed: readonly string[]): void {
  const { origin, host } = req.headers;
  // Browsers leave it out of a same-origin GET; programs that are no browser have none.
  if (origin === undefined || allowed.includes(origin)) return;
  if (host !== undefined && hostOf(origin) === host.toLowerCase()) return;
  throw new RefusalError("foreignOrigin");
}

function hostOf(origin: string): string | undefined {
  try {
    return new URL(origin).host;
  } catch {
    return undefined;
  }
}
