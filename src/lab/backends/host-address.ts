/** Where a host answers, taken apart as Socket.IO's client wants it. */
export interface HostAddress {
  readonly origin: string;
  /** What all its paths begin with; no slash at its end, and empty at the root. */
  readonly base: string;
}

/**
 * Takes the address of a host apart; its paths are below that address, not at its origin's root.
 *
 * @example
 * readHostAddress("https://example.org/course/", "/flask");
 * // { origin: "https://example.org", base: "/course/flask" }
 */
export function readHostAddress(root: string, prefix = ""): HostAddress {
  const { origin, pathname } = new URL(root);
  return { origin, base: pathname.replace(/\/$/, "") + prefix };
}
