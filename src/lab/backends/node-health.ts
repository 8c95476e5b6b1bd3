import {
  PAGE_MARK,
  readHealth,
  type WebTransportOffer,
} from "#contract/health.ts";
import { askHealth, unavailable } from "./ask-health.ts";
import type { Availability } from "./backend.ts";
import type { HostAddress } from "./host-address.ts";

/** Why it runs no labs, where nothing else is known, as `why` of `Availability`. */
export const ABSENT = "No server answers here";

/** How long a server may take to answer, in milliseconds. */
const PATIENCE_MS = 1_500;
/** How long what came with the page is believed after the page was asked for, in milliseconds. */
const FRESH_MS = 10_000;

/** What a browser tells of the answer that brought the page; on plain HTTP without its timing. */
export interface PageAnswer {
  readonly type: string;
  readonly serverTiming?: readonly { readonly name: string }[];
}

/** Whether the bundled server is there, and how it is reached by WebTransport, where it can be. */
export type NodeAnswer =
  | { readonly ok: true; readonly webTransport?: WebTransportOffer }
  | Extract<Availability, { ok: false }>;

/**
 * What came with the page is believed by the first that asks, as the page opens. Whoever asks later
 * may do so because the server has gone.
 */
let isNews = true;

/** Asks the bundled server whether it is there, unless the page can tell by itself; never rejects. */
export async function askNode(at: HostAddress): Promise<NodeAnswer> {
  const isOwn = "location" in globalThis && at.origin === location.origin;
  if (!isOwn || !isNews) return ask(at);
  isNews = false;
  const [page] = performance.getEntriesByType("navigation");
  return broughtPage(page as PageAnswer | undefined, performance.now())
    ? { ok: true }
    : ask(at);
}

/** Whether the bundled server has just sent this page, which was asked for `age` milliseconds ago. */
export function broughtPage(
  page: PageAnswer | undefined,
  age: number,
): boolean {
  // Going back shows what the browser still has, however old.
  if (!page || page.type === "back_forward" || age > FRESH_MS) return false;
  return page.serverTiming?.some(({ name }) => name === PAGE_MARK) ?? false;
}

async function ask(at: HostAddress): Promise<NodeAnswer> {
  const answer = await askHealth(at, PATIENCE_MS);
  const health = answer?.status === 200 ? readHealth(answer.said) : undefined;
  return health ?? unavailable(answer, ABSENT);
}
