import type { Driver } from "./driver.ts";
import type { Place } from "./inputs/place.ts";
import { createRandom } from "./random.ts";
import { sendInput } from "./send-input.ts";
import { count, createTally, type Tally } from "./tally.ts";

/** Inputs that are under way at once. */
export const AT_ONCE = 16;

/** Sends the inputs from `first`, so many, each to one of the places. */
export async function workOff(
  first: number,
  inputs: number,
  places: readonly Place[],
  driver: Driver,
): Promise<Tally> {
  const tally = createTally();
  let next = first;
  const work = async (): Promise<void> => {
    while (next < first + inputs) {
      const seed = next++;
      const random = createRandom(seed);
      const place = random.pick(places);
      count(tally, seed, await sendInput(random, place, driver));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return tally;
}
