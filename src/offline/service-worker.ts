/**
 * Keeps the site for when there is no network. All that a page loads is named by its content, so a
 * page gets what belongs to it whichever version of this worker is in charge. A new version of the
 * site is kept beside the old one, which goes when its last page is closed.
 *
 * It never stands in for anybody else's program: on the reader's own machine whatever answers is
 * right, and a worker that finds another host at its address goes for good.
 */
import { hostAt } from "./host-token.ts";
import { createKeptVersions } from "./kept-versions.ts";
import { isLoopback } from "./loopback.ts";
import { HASHED, NOT_FOUND, type SiteFile } from "./site-file.ts";
import type { FetchEvent, WorkerScope } from "./worker-scope.ts";

/** Put in by the build. */
declare const VERSION: string;
declare const FILES: readonly SiteFile[];

/** What the bundled server answers itself. */
const SERVERS = /^(?:labs|stream|flask|chat\/socket\.io)\/|^healthz$/;

/** How long a page may keep its reader waiting before the kept one is shown, in ms. */
const PATIENCE = 3_000;

const files = FILES;
const scope = self as unknown as WorkerScope;
const root = scope.registration.scope;
/** On the reader's own machine, a program that fails or thinks long is one that somebody works on. */
const standsIn = !isLoopback(new URL(root).hostname);
const versions = createKeptVersions(root, VERSION);
const addresses = new Set(files.map(([address]) => address));

scope.addEventListener("install", (event) => {
  event.waitUntil(versions.keep(files));
});

scope.addEventListener("activate", (event) => {
  const start = async (): Promise<void> => {
    await versions.dropOthers();
    await scope.registration.navigationPreload.enable();
    await scope.clients.claim();
  };
  event.waitUntil(start());
});

scope.addEventListener("fetch", (event) => {
  const { method, mode, url } = event.request;
  if (method !== "GET" || !url.startsWith(root)) return;
  const { origin, pathname } = new URL(url);
  const address = (origin + pathname)
    .slice(root.length)
    .replace(/(^|\/)index\.html$/, "$1");
  // What is left alone here goes its way as if there were no worker.
  if (address.startsWith(HASHED)) event.respondWith(hashed(event, address));
  else if (mode === "navigate" && !SERVERS.test(address))
    event.respondWith(fresh(event, address));
  else if (addresses.has(address)) event.respondWith(fresh(event, address));
});

async function hashed(event: FetchEvent, address: string): Promise<Response> {
  return (await versions.hashedFile(address)) ?? fetch(event.request);
}

/** From the network, and from what is kept where that is down or, of a host elsewhere, slow. */
async function fresh(event: FetchEvent, address: string): Promise<Response> {
  const network = fromNetwork(event);
  event.waitUntil(network.then(goIfReplaced, () => undefined));
  const kept = await versions.newestFile(address);
  try {
    const answer = await (kept && standsIn
      ? Promise.race([network, after(PATIENCE)])
      : network);
    if (answer && !(kept && (await isTrouble(answer)))) return answer;
  } catch {
    if (!kept && event.request.mode !== "navigate") return Response.error();
  }
  return kept ?? (await elsewhere(address));
}

/** Whether a host of the site's own is down: it may have another before it, which says so. */
const isTrouble = async ({ status }: Response): Promise<boolean> =>
  standsIn && status >= 500 && (await hostAt(root)) !== "another";

/** Removes this worker and all that it keeps where another host stands at its address by now. */
async function goIfReplaced(): Promise<void> {
  if ((await hostAt(root)) !== "another") return;
  await versions.dropAll();
  await scope.registration.unregister();
}

async function fromNetwork(event: FetchEvent): Promise<Response> {
  const answer = (await event.preloadResponse) ?? (await fetch(event.request));
  // Where nobody answers, Firefox's preload is not rejected but gives an error for an answer.
  if (answer.type === "error") throw new TypeError("The host is not reached.");
  return answer;
}

const after = (ms: number): Promise<undefined> =>
  new Promise((resolve) => setTimeout(resolve, ms, undefined));

/** What a host would answer to an address at which there is no page. */
async function elsewhere(address: string): Promise<Response> {
  if (await versions.newestFile(`${address}/`))
    return Response.redirect(`${root}${address}/`);
  const page = await versions.newestFile(NOT_FOUND);
  return page
    ? new Response(page.body, { status: 404, headers: page.headers })
    : Response.error();
}
