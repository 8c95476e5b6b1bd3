import { createCertificate, type Certificate } from "./certificate.ts";

/** A certificate is followed by the next so many milliseconds before it ends. */
const EARLY_MS = 3 * 24 * 60 * 60 * 1_000;
/** A timer stands still while the machine sleeps, so the clock is looked at this often. */
const LOOK_MS = 60 * 60 * 1_000;

/** Calls `renew` with a new certificate each time that the last is about to end. Returns what ends it. */
export function keepFresh(
  certificate: Certificate,
  renew: (next: Certificate) => void,
): () => void {
  let current = certificate;
  const timer = setInterval(() => {
    if (Date.now() < current.ends - EARLY_MS) return;
    current = createCertificate();
    renew(current);
  }, LOOK_MS);
  timer.unref();
  return () => clearInterval(timer);
}
