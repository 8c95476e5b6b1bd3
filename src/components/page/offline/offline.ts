import { isWanted } from "#offline/wish.ts";

const WORKER = "offline.js";

/** Keeps what the reader last said about offline use here: "yes" or "no". */
const WISH = "offline";

/** Milliseconds after the page is there: on a slow phone its lab starts first. */
const LATER = 5_000;

/** What the controls show. */
type State = "absent" | "saving" | "saved";

/**
 * Has the site kept for when there is no network, once the page is there and its lab runs, and
 * lets the reader say so or undo it by the page's controls. On the reader's own machine nothing is
 * kept unasked: the port may be another program's tomorrow. A browser keeps a site on localhost and
 * over HTTPS only; elsewhere the controls stay hidden.
 */
export function keepOffline(): void {
  if (!("serviceWorker" in navigator)) return;
  if (import.meta.env.DEV) {
    void forget();
    return;
  }
  const controls = document.querySelectorAll<HTMLElement>("[data-offline]");
  const show = (state: State): void => {
    for (const control of controls) control.dataset["offline"] = state;
  };
  // One after the other: what removes a worker takes its time, and would remove the next one too.
  let before = Promise.resolve();
  const next = (step: () => Promise<void>): Promise<void> => {
    const done = before.then(step);
    before = done.catch(() => undefined);
    return done;
  };
  const save = (): void => {
    show("saving");
    next(register).then(
      () => show("saved"),
      () => show("absent"),
    );
  };
  for (const control of controls) {
    control.hidden = false;
    control.querySelector("[data-save]")?.addEventListener("click", () => {
      remember("yes");
      save();
    });
    control.querySelector("[data-remove]")?.addEventListener("click", () => {
      remember("no");
      void next(forget).then(() => show("absent"));
    });
  }

  if (isWanted(remembered(), location.hostname))
    addEventListener("load", () => setTimeout(save, LATER));
  else void next(forget);
}

/** Keeps the site; resolves when all of it is kept, and rejects where that can't be. */
async function register(): Promise<void> {
  // Not by site-root.ts: shared with others it would be a file of its own, one more to wait for.
  const root =
    document.querySelector<HTMLLinkElement>('link[rel="home"]')?.href;
  if (!root) throw new Error("This page doesn't know where its site begins.");
  const { active, installing, waiting } =
    await navigator.serviceWorker.register(root + WORKER);
  const worker = active ?? waiting ?? installing;
  while (worker && !["activated", "installed"].includes(worker.state)) {
    if (worker.state === "redundant") throw new Error("It could not be kept.");
    await new Promise((changed) =>
      worker.addEventListener("statechange", changed, { once: true }),
    );
  }
}

/** Removes what was kept: a worker that nobody asked for would answer in the place of other programs. */
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

// Storage may be forbidden; the wish then lasts as long as the page.

function remembered(): string | null {
  try {
    return localStorage.getItem(WISH);
  } catch {
    return null;
  }
}

function remember(wish: "yes" | "no"): void {
  try {
    localStorage.setItem(WISH, wish);
  } catch {
    return;
  }
}
