/** What Engine.IO's polling transport leaves in its errors: the request that failed. */
interface FailedRequest {
  readonly status: number;
  readonly responseText: string;
}

/** How Engine.IO says that a session is over, whereupon a client begins a new one by itself. */
const SESSION_OVER = "Session ID unknown";

/**
 * Why a server that answers didn't take a connection, in a sentence; undefined where nobody
 * answered, or how isn't known.
 * @param details What Socket.IO hands to `connect_error` (the error), or to `disconnect` (its second
 * argument).
 */
export function whyRefused(details: unknown): string | undefined {
  const request = failedRequest(details);
  if (!request) return undefined;
  const said = sentenceIn(request.responseText);
  if (said !== undefined) return said === SESSION_OVER ? undefined : said;
  return request.status >= 500
    ? `The server isn't working (HTTP status ${request.status}).`
    : undefined;
}

function failedRequest(details: unknown): FailedRequest | undefined {
  if (!isObject(details) || !isObject(details["context"])) return undefined;
  const { status, responseText } = details["context"];
  return typeof status === "number" && typeof responseText === "string"
    ? { status, responseText }
    : undefined;
}

/** Socket.IO's servers refuse with `{ code, message }` in JSON, python-engineio with a text in JSON. */
function sentenceIn(body: string): string | undefined {
  try {
    const said: unknown = JSON.parse(body);
    const sentence = isObject(said) ? said["message"] : said;
    return typeof sentence === "string" ? sentence : undefined;
  } catch {
    return undefined;
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null;
