/** Lets each key do a burst of things, and from then on so many a second. */
export function createTokenBucket(
  burst: number,
  perSecond: number,
  now = () => performance.now(),
) {
  const buckets = new Map<string, { left: number; at: number }>();
  let most = 10_000;
  const leftIn = (bucket: { left: number; at: number }) =>
    Math.min(burst, bucket.left + ((now() - bucket.at) / 1000) * perSecond);

  function forgetTheFull() {
    for (const [key, bucket] of buckets)
      if (leftIn(bucket) >= burst) buckets.delete(key);
  }

  return {
    /** Takes one; gives 0, or the milliseconds to wait where there is none to take. */
    take(key: string): number {
      if (buckets.size > most) {
        forgetTheFull();
        // Where few are full, it is not looked again at each turn.
        most = Math.max(10_000, 2 * buckets.size);
      }
      const known = buckets.get(key);
      const left = known ? leftIn(known) : burst;
      if (left < 1) return Math.ceil(((1 - left) / perSecond) * 1000);
      buckets.set(key, { left: left - 1, at: now() });
      return 0;
    },
  };
}
