/** Path at which the bundled server says that it runs. */
export const HEALTH_PATH = "/healthz";

/** What it says there; memory in bytes. */
export interface Health {
  readonly ok: true;
  readonly labs: number;
  readonly clients: number;
  readonly memory: { readonly rss: number; readonly heapUsed: number };
  /** Only where it can be reached by WebTransport. */
  readonly webTransport?: WebTransportOffer;
}

/** How a page reaches the server by WebTransport: at its own host and port, by UDP. */
export interface WebTransportOffer {
  /** SHA-256 of the certificate, in base64. */
  readonly certificateHash: string;
}

/**
 * Name of the Server-Timing entry that it sends with every page: so a page knows, without asking,
 * that the server is there. Where there is WebTransport it leaves it out, so that pages ask.
 */
export const PAGE_MARK = "roundtrip";

/** Where the bundled server serves the Flask host, by this prefix of every path. */
export const FLASK_PREFIX = "/flask";

/** What it says at Flask's `HEALTH_PATH`, with status 503, where Flask is off. */
export interface FlaskOff {
  readonly ok: false;
  /** Why, for the reader; a comma and more may follow. */
  readonly why: string;
  /** Soon it may be on: it is being installed, or starts again. */
  readonly forNow?: boolean;
}
