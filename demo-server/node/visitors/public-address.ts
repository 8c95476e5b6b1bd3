/** How readers reach a server that stands behind a proxy. */
export interface PublicAddress {
  /** What browsers name as the origin of its pages, such as "https://example.org". */
  readonly origin: string;
  /** The folder that it stands in there; begins and ends with a slash. */
  readonly base: string;
}

/**
 * Reads the address that readers use; undefined where it isn't an http or https address of a
 * folder.
 *
 * @example
 * readPublicAddress("https://example.org/course/"); // { origin: "https://example.org", base: "/course/" }
 */
export function readPublicAddress(text: string): PublicAddress | undefined {
  if (!URL.canParse(text)) return undefined;
  const { protocol, origin, pathname, search, hash, username } = new URL(text);
  if (!/^https?:$/.test(protocol) || search || hash || username)
    return undefined;
  return { origin, base: pathname.endsWith("/") ? pathname : `${pathname}/` };
}

/** A request's URL as seen from the site's root, whether or not the proxy removed the folder. */
export const withoutBase = (url: string, base: string): string =>
  url.startsWith(base) ? url.slice(base.length - 1) : url;

/** What is looked at of a request to say who sent it. */
export interface Visitor {
  readonly headers: NodeJS.Dict<string | string[]>;
  readonly socket: { readonly remoteAddress?: string | undefined };
}

/** Gives the network address that a request came from; "" where there is none. */
export type AddressOf = (req: Visitor) => string;

/**
 * Makes what tells visitors apart. Behind a proxy that's `X-Forwarded-For`; of several addresses
 * the last, which the proxy itself has seen. Without a proxy, visitors could write anything there.
 */
export function createAddressOf(behindProxy: boolean): AddressOf {
  const direct: AddressOf = ({ socket }) => socket.remoteAddress ?? "";
  if (!behindProxy) return direct;
  return (req) => {
    const { "x-forwarded-for": forwarded } = req.headers;
    const last = forwarded?.toString().split(",").at(-1)?.trim() ?? "";
    return last === "" ? direct(req) : last;
  };
}
