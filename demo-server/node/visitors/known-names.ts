import { hostname } from "node:os";
import { RefusalError } from "../refusal.ts";
import type { Sender } from "./origin.ts";

/** Whether a name of a host is one that the server is known by; a name is in small letters. */
export type KnowsName = (name: string) => boolean;

/**
 * Knows localhost, all addresses and names without a dot, since nobody on the Internet can have
 * them, this machine's own name, and those in `names`.
 */
export function createKnownNames(names: readonly string[] = []): KnowsName {
  const own = hostname().toLowerCase();
  const [short = own] = own.split(".");
  const known = new Set([own, `${short}.local`]);
  for (const name of names) known.add(withoutDot(name.toLowerCase()));
  return (name) =>
    !name.includes(".") ||
    isAddress(name) ||
    name.endsWith(".localhost") ||
    known.has(name);
}

/**
 * Throws a refusal where a request names a host that is not this server. A page of somebody else's
 * whose name was made to lead here, for which a browser sees one origin, comes by such a name.
 */
export function checkName({ headers }: Sender, knows: KnowsName): void {
  const { host } = headers;
  // Programs that are no browser may leave it out.
  if (host === undefined) return;
  const name = withoutDot(host.toLowerCase().replace(/:\d*$/, ""));
  if (!knows(name)) throw new RefusalError("unknownName", { name });
}

const withoutDot = (name: string): string => name.replace(/\.$/, "");

/** An address of IPv4, which no name of the DNS can look like, or one of IPv6 in its brackets. */
const isAddress = (name: string): boolean =>
  /^\d{1,3}(?:\.\d{1,3}){3}$/.test(name) || /^\[[\da-f:.]+\]$/.test(name);
