import type { Data } from "../driver.ts";
import type { Random } from "../random.ts";
import { bytes, engineFrame, latin1, mangled } from "./frames.ts";
import type { Place } from "./place.ts";

/** What stands between the packets of one payload. */
export const SEPARATOR = "\u001e";

/** What a POST of long polling carries: packets of Engine.IO, in most cases. */
export function payload(random: Random, place: Place): Data {
  if (random.chance(6)) return bytes(random, 60);
  if (random.chance(1)) return "4".repeat(random.below(2_000_000));
  if (random.chance(2)) return `4${SEPARATOR}`.repeat(random.below(3_000));
  const frames = random.some(0, 5, () => {
    const frame = engineFrame(random, place);
    return typeof frame === "string" ? frame : `b${btoa(latin1(frame))}`;
  });
  if (random.chance(60)) frames.unshift(...place.hello(random));
  const text = mangled(random, frames.join(SEPARATOR), 10);
  // As JSONP sends it.
  return random.chance(3) ? `d=${text}` : text;
}
