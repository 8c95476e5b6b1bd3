/**
 * What a browser keeps of the choice of server. ChosenServer.astro reads the same before the page
 * is drawn. Storage may be forbidden; then all of it lasts as long as the page.
 */
const KEPT = "server";
const awayKey = (id: string): string => `server-away:${id}`;

const onThisPage = new Map<string, string>();

function read(storage: () => Storage, key: string): string | null {
  try {
    return storage().getItem(key);
  } catch {
    return onThisPage.get(key) ?? null;
  }
}

function write(storage: () => Storage, key: string, value: string): void {
  try {
    storage().setItem(key, value);
  } catch {
    onThisPage.set(key, value);
  }
}

// Merely to name a storage throws where it is forbidden.
const always = (): Storage => localStorage;
const thisVisit = (): Storage => sessionStorage;

/** The id that the reader chose last, on whichever page. */
export const keptServer = (): string | null => read(always, KEPT);

export const keepServer = (id: string): void => write(always, KEPT, id);

/** Why a server could not be reached in this visit; empty where that need not be said again. */
export const whyAway = (id: string): string | null =>
  read(thisVisit, awayKey(id));

export const noteAway = (id: string, why: string): void =>
  write(thisVisit, awayKey(id), why);

/** Lets a server be tried again. */
export function forgetAway(id: string): void {
  onThisPage.delete(awayKey(id));
  try {
    sessionStorage.removeItem(awayKey(id));
  } catch {
    return;
  }
}

/** The id that the page's address asks for, as `?server=tab` does. */
export const askedServer = (): string | null =>
  new URLSearchParams(location.search).get("server");

/** Takes the server out of the page's address: a choice made on the page is later and wins. */
export function forgetAsked(): void {
  const url = new URL(location.href);
  if (!url.searchParams.has("server")) return;
  url.searchParams.delete("server");
  history.replaceState(history.state, "", url);
}
