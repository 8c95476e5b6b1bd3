const KEY = "lab-divider";

/** How much of the lab's height is for the code and packets, in hundredths. */
export const SHARES = { least: 20, most: 75 } as const;

const listeners = new Set<() => void>();
/** Storage may be forbidden: then it lasts as long as the page. */
let onThisPage: number | undefined;

const within = (share: number): number =>
  Math.round(Math.min(SHARES.most, Math.max(SHARES.least, share)));

/** The share that the reader chose last, on whichever page; undefined where the style decides. */
export function keptShare(): number | undefined {
  try {
    const kept = Number(localStorage.getItem(KEY));
    return kept > 0 ? within(kept) : undefined;
  } catch {
    return onThisPage;
  }
}

/** Keeps a share, within what is possible. */
export function keepShare(share: number): void {
  onThisPage = within(share);
  try {
    localStorage.setItem(KEY, String(onThisPage));
  } catch {
    // It's kept on this page.
  }
  for (const listener of listeners) listener();
}

/** Told when a share was kept. Returns what ends it. */
export function onShare(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
