/** The module `timers`: the functions that `globals.ts` has put in place. */
export const { setTimeout, setInterval, clearTimeout, clearInterval } =
  globalThis;
