import { RefusalError } from "../refusal.ts";

/** What is looked at of a request. */
export interface Sender {
  readonly headers: {
    readonly origin?: string | undefined;
    readonly host?: string | undefined;
    readonly "sec-fetch-site"?: string | string[] | undefined;
  };
}

/** Throws a refusal when a page of another site sent the request. */
export function checkOrigin(req: Sender, allowed: readonly string[]): void {
  const { origin, host, "sec-fetch-site": site } = req.headers;
  // Browsers leave the origin out of a GET, be it for another site's image, and say beside that where
  // it comes from ("same-site" is another port of the host); programs that are no browser say neither.
  const isOwn =
    origin === undefined
      ? site !== "cross-site" && site !== "same-site"
      : allowed.includes(origin) ||
        (host !== undefined && hostOf(origin) === host.toLowerCase());
  if (!isOwn) throw new RefusalError("foreignOrigin");
}

function hostOf(origin: string): string | undefined {
  try {
    return new URL(origin).host;
  } catch {
    return undefined;
  }
}
