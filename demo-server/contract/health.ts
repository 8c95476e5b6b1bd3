import * as v from "valibot";

/** Path at which the bundled server says that it runs. */
export const HEALTH_PATH = "/healthz";

/** How a page reaches the server by WebTransport: at its own host and port, by UDP. */
export const webTransportOffer = v.object({
  /** SHA-256 of the certificate, in base64. */
  certificateHash: v.pipe(v.string(), v.base64()),
});
export type WebTransportOffer = v.InferOutput<typeof webTransportOffer>;

/** What it says there; memory in bytes. */
const health = v.object({
  ok: v.literal(true),
  labs: v.number(),
  clients: v.number(),
  memory: v.object({ rss: v.number(), heapUsed: v.number() }),
  /** Only where it can be reached by WebTransport. */
  webTransport: v.exactOptional(webTransportOffer),
});
export type Health = v.InferOutput<typeof health>;

/** A host's own answer; undefined where it is none: others may have something at this path too. */
export function readHealth(said: unknown): Health | undefined {
  const read = v.safeParse(health, said);
  return read.success ? read.output : undefined;
}

/**
 * Name of the Server-Timing entry that it sends with every page: so a page knows, without asking,
 * that the server is there. Where there is WebTransport it leaves it out, so that pages ask.
 */
export const PAGE_MARK = "roundtrip";

/** Where the bundled server serves the Flask host, by this prefix of every path. */
export const FLASK_PREFIX = "/flask";

/** What it says at Flask's `HEALTH_PATH`, with status 503, where Flask is off. */
const flaskOff = v.object({
  ok: v.literal(false),
  /** Why, for the reader; a comma and more may follow. */
  why: v.string(),
  /** Soon it may be on: it is being installed, or starts again. */
  forNow: v.exactOptional(v.boolean()),
});
export type FlaskOff = v.InferOutput<typeof flaskOff>;

/** What the bundled server says of a Flask that is off; undefined where it is something else. */
export function readFlaskOff(said: unknown): FlaskOff | undefined {
  const read = v.safeParse(flaskOff, said);
  return read.success ? read.output : undefined;
}
