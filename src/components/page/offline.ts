const WORKER = "offline.js";

/** Milliseconds after the page is there: on a slow phone its lab starts first. */
const LATER = 5_000;

/**
 * Has the site kept for when there is no network, once the page is there and its lab runs. A
 * browser does that on localhost and over HTTPS only.
 */
export function keepOffline(): void {
  if (!("serviceWorker" in navigator)) return;
  if (import.meta.env.DEV) {
    void forget();
    return;
  }
  const keep = (): void => {
    // Not by site-root.ts: shared with others it would be a file of its own, one more to wait for.
    const root =
      document.querySelector<HTMLLinkElement>('link[rel="home"]')?.href;
    // Without it the site works as ever, but offline.
    if (root)
      navigator.serviceWorker.register(root + WORKER).catch(() => undefined);
  };
  addEventListener("load", () => setTimeout(keep, LATER));
}

/** A built site that stood at this address may have left its worker, which would answer in development. */
async function forget(): Promise<void> {
  for (const registration of await navigator.serviceWorker.getRegistrations()) {
    const { active, installing, waiting } = registration;
    const worker = active ?? waiting ?? installing;
    if (!worker?.scriptURL.endsWith(`/${WORKER}`)) continue;
    await registration.unregister();
    for (const name of await caches.keys())
      if (name.startsWith(`roundtrip ${registration.scope} `))
        await caches.delete(name);
  }
}
