import {
  HEALTH_PATH,
  PAGE_MARK,
  type Health,
  type WebTransportOffer,
} from "#contract/health.ts";

/** How long a server may take to answer, in milliseconds. */
const PATIENCE_MS = 1_500;
/** How long what came with the page is believed after the page was asked for, in milliseconds. */
const FRESH_MS = 10_000;

/** What a browser tells of the answer that brought the page; on plain HTTP without its timing. */
export interface PageAnswer {
  readonly type: string;
  readonly serverTiming?: readonly { readonly name: string }[];
}

/** A bundled server that is there. */
export interface FoundHost {
  /** How to reach it by WebTransport, where that can be. */
  readonly webTransport?: WebTransportOffer;
}

/**
 * What came with the page is believed by the first that asks, as the page opens. Whoever asks later
 * may do so because the server has gone.
 */
let isNews = true;

/** The bundled server at `origin`, if it is there: asks only where the page cannot tell by itself. */
export async function findServerAt(
  origin: string,
): Promise<FoundHost | undefined> {
  const isOwn = "location" in globalThis && origin === location.origin;
  if (!isOwn || !isNews) return ask(origin);
  isNews = false;
  const [page] = performance.getEntriesByType("navigation");
  return broughtPage(page as PageAnswer | undefined, performance.now())
    ? {}
    : ask(origin);
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

async function ask(origin: string): Promise<FoundHost | undefined> {
  try {
    const answer = await fetch(new URL(HEALTH_PATH, origin), {
      cache: "no-store",
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    const said: unknown = await answer.json();
    return answer.ok && isHealth(said) ? said : undefined;
  } catch {
    return undefined;
  }
}

/** Whether it is a host's own answer: others may have something at this path too. */
export const isHealth = (said: unknown): said is Health =>
  typeof said === "object" && said !== null && "ok" in said && "labs" in said;
