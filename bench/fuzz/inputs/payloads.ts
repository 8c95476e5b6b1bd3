import type { Random } from "../random.ts";
import { bytes, engineFrame, mangled } from "./frames.ts";

const SEPARATOR = "\u001e";

/** What a POST of long polling carries: packets of Engine.IO, in most cases. */
export function payload(random: Random): Buffer {
  if (random.chance(8)) return bytes(random, 60);
  if (random.chance(2)) return Buffer.alloc(random.below(2_000_000), "4");
  if (random.chance(2))
    return Buffer.from(`4${SEPARATOR}`.repeat(random.below(3_000)));
  const frames = random.some(0, 5, () => {
    const frame = engineFrame(random);
    return typeof frame === "string" ? frame : `b${frame.toString("base64")}`;
  });
  const text = mangled(random, frames.join(SEPARATOR), 10);
  // As JSONP sends it.
  return Buffer.from(random.chance(3) ? `d=${text}` : text);
}
