import { PYTHON } from "./site-file.ts";

/** A file that Python is made of, by its address below the site's root and its hash. */
export interface PythonFile {
  readonly address: string;
  readonly integrity: string;
}

/** Keeps what the reader said about Python offline here. */
const WISH = "offline-python";

/** What the browser keeps Python in: by its name one of the site's, which answer for what is named by its content. */
export const pythonCacheOf = (root: string): string =>
  `roundtrip ${root} ${PYTHON}`;

/** Whether all of Python is kept. */
async function isKept(
  root: string,
  files: readonly PythonFile[],
): Promise<boolean> {
  const name = pythonCacheOf(root);
  // To open it would make it.
  if (!(await caches.has(name))) return false;
  const cache = await caches.open(name);
  const found = await Promise.all(
    files.map(({ address }) => cache.match(root + address)),
  );
  return found.every((file) => file !== undefined);
}

/**
 * Whether the reader is to be asked about keeping Python: the site itself is kept, Python is not,
 * and nobody said no. Where the reader said yes to an earlier version, this one is kept unasked.
 */
export async function mayBeAsked(
  root: string,
  files: readonly PythonFile[],
): Promise<boolean> {
  try {
    if (remembered() === "no") return false;
    // It comes some seconds after the page; where the site is not to be kept, never.
    await navigator.serviceWorker.ready;
    if (await isKept(root, files)) return false;
    // What was kept may have been removed with the site.
    const isWanted =
      remembered() === "yes" && (await caches.has(pythonCacheOf(root)));
    if (!isWanted) return true;
    await keepPython(root, files);
    return false;
  } catch {
    // No service worker, no storage, or no room.
    return false;
  }
}

/** Keeps Python, in the place of an earlier version. Rejects where there is no room or no connection. */
export async function keepPython(
  root: string,
  files: readonly PythonFile[],
): Promise<void> {
  const cache = await caches.open(pythonCacheOf(root));
  for (const { address, integrity } of files) {
    const file = await fetch(root + address, { integrity });
    if (!file.ok) throw new Error(`${address} is not there.`);
    await cache.put(root + address, file);
  }
  const wanted = new Set(files.map(({ address }) => root + address));
  for (const request of await cache.keys())
    if (!wanted.has(request.url)) await cache.delete(request);
  remember("yes");
}

/** The reader wants nothing of it kept. */
export const rememberNo = (): void => remember("no");

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
