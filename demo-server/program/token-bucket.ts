/**
 * Gives a function that says whether one more may pass: `burst` at once, `perSecond` in the long run.
 * One that counts for several may pass where one may, and those after it wait the longer.
 */
export function createTokenBucket(
  perSecond: number,
  burst: number,
  now: () => number = () => performance.now(),
): (countsFor?: number) => boolean {
  let left = burst;
  let at = now();
  return (countsFor = 1) => {
    if (left < 1) {
      const since = now() - at;
      // Time is read only when the burst is used up: most connections never come near.
      left = Math.min(burst, left + (since / 1_000) * perSecond);
      at += since;
      if (left < 1) return false;
    }
    left -= countsFor;
    return true;
  };
}

/** One bucket for each key, forgotten when it has long been full again. */
export function createTokenBuckets(
  perSecond: number,
  burst: number,
): (key: string) => boolean {
  const known = new Map<string, { pass: () => boolean; at: number }>();
  const fullAfterMs = (burst / perSecond) * 1_000;
  return (key) => {
    const at = performance.now();
    if (known.size > 10_000) {
      for (const [old, one] of known)
        if (at - one.at > fullAfterMs) known.delete(old);
    }
    const one = known.get(key) ?? {
      pass: createTokenBucket(perSecond, burst),
      at,
    };
    one.at = at;
    known.set(key, one);
    return one.pass();
  };
}
