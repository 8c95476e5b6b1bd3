import { readRefusal, type Refusal } from "#contract/stream.ts";

/** What is known of a connection that a server didn't take, or ended by an error. */
export type ConnectionFailure =
  /** The server's own word. */
  | { readonly is: "refused"; readonly refusal: Refusal }
  /** Something answered, with an HTTP status that is no word of the server's. */
  | { readonly is: "broken"; readonly status: number }
  /** Nobody answered, or how isn't known: browsers tell nothing of a refused WebSocket. */
  | { readonly is: "silent" };

const SILENT: ConnectionFailure = { is: "silent" };

/**
 * Reads why a connection failed off what Socket.IO's client hands to `connect_error` (the error),
 * or to `disconnect` (its second argument).
 */
export function failureOf(details: unknown): ConnectionFailure {
  if (!isObject(details)) return SILENT;
  // What a middleware on the server sends along with its error.
  const told = readRefusal(details["data"]);
  if (told) return { is: "refused", refusal: told };
  // What Engine.IO's polling transport leaves in its errors: the request that failed.
  const { context: request } = details;
  if (!isObject(request)) return SILENT;
  const { status, responseText } = request;
  if (typeof status !== "number") return SILENT;
  const said = readRefusal(parse(responseText));
  // That a session is over is how Socket.IO's clients learn to begin a new one.
  if (said && said.code !== "unknown-session")
    return { is: "refused", refusal: said };
  return status >= 500 || status === 404 ? { is: "broken", status } : SILENT;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null;

function parse(text: unknown): unknown {
  try {
    return JSON.parse(String(text));
  } catch {
    return undefined;
  }
}
