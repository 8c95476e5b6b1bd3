import {
  HEALTH_PATH,
  PAGE_MARK,
  type Health,
} from "../../../demo-server/contract/presence.ts";

/** How long a server may take to answer, in milliseconds. */
const PATIENCE_MS = 1_500;
/** How long what came with the page is believed after the page was asked for, in milliseconds. */
const FRESH_MS = 10_000;

/** What a browser tells of the answer that brought the page; on plain HTTP without its timing. */
export interface PageAnswer {
  readonly type: string;
  readonly serverTiming?: readonly { readonly name: string }[];
}

/** Whether the bundled server is at `origin`: asks it only where the page cannot tell by itself. */
export async function isServerThere(origin: string): Promise<boolean> {
  const [page] = performance.getEntriesByType("navigation");
  const isOwn = "location" in globalThis && origin === location.origin;
  if (isOwn && broughtPage(page as PageAnswer | undefined, performance.now()))
    return true;
  return answers(origin);
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

async function answers(origin: string): Promise<boolean> {
  try {
    const answer = await fetch(new URL(HEALTH_PATH, origin), {
      cache: "no-store",
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    return answer.ok && isHealth(await answer.json());
  } catch {
    return false;
  }
}

/** Whether it is a host's own answer: others may have something at this path too. */
export const isHealth = (said: unknown): said is Health =>
  typeof said === "object" && said !== null && "ok" in said && "labs" in said;
