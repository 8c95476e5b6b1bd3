/** Numbers and choices that are the same whenever the seed is. */
export interface Random {
  /** A number from 0, below 1. */
  next(): number;
  /** A whole number from 0, below `end`. */
  below(end: number): number;
  /** True in so many of 100 cases. */
  chance(percent: number): boolean;
  pick<T>(from: readonly T[]): T;
  /** Up to `most` of what `make` makes, at least `least`. */
  some<T>(least: number, most: number, make: () => T): T[];
}

/** Begins anew with each seed (mulberry32). */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (end: number): number => Math.floor(next() * end);
  return {
    next,
    below,
    chance: (percent) => next() * 100 < percent,
    pick: (from) => {
      const picked = from[below(from.length)];
      if (picked === undefined) throw new Error("There is nothing to pick.");
      return picked;
    },
    some: (least, most, make) =>
      Array.from({ length: least + below(most - least + 1) }, make),
  };
}
