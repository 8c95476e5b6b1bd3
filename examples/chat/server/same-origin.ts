import type { IncomingMessage } from "node:http";

/**
 * Whether a request comes from a page of this server, or from no page at all. Socket.IO's own
 * `cors` holds polling only; a WebSocket may be opened by any page.
 */
export function isSameOrigin({ headers }: IncomingMessage): boolean {
  const { origin, host } = headers;
  return origin === undefined || URL.parse(origin)?.host === host;
}
