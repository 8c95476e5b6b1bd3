/** Path at which the bundled server says that it runs. */
export const HEALTH_PATH = "/healthz";

/** What it says there; memory in bytes. */
export interface Health {
  readonly ok: true;
  readonly labs: number;
  readonly clients: number;
  readonly memory: { readonly rss: number; readonly heapUsed: number };
}

/**
 * Name of the Server-Timing entry that it sends with every page: so a page knows, without asking,
 * that the server is there.
 */
export const PAGE_MARK = "roundtrip";
