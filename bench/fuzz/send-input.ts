import type { Driver, Exchange } from "./driver.ts";
import { engineFrame } from "./inputs/frames.ts";
import { payload, SEPARATOR } from "./inputs/payloads.ts";
import type { Place } from "./inputs/place.ts";
import type { Random } from "./random.ts";

/** Makes one input of a seed, sends it to a place, and says what came of it. */
export async function sendInput(
  random: Random,
  place: Place,
  driver: Driver,
): Promise<Exchange> {
  const { path } = place;
  const kind = random.below(10);
  const sid = random.chance(kind < 4 ? 95 : 60)
    ? await driver.open(path)
    : undefined;
  const done = await sendOne();
  // Most clients say goodbye; the rest is forgotten by the heartbeat.
  if (!sid || random.chance(5)) return done;
  const goodbye = await driver.post(path, sid, "1");
  return goodbye.hung ? goodbye : done;

  async function sendOne(): Promise<Exchange> {
    if (kind < 4)
      return driver.post(path, sid ?? "none", payload(random, place));
    if (kind < 7) {
      const frames = [
        ...place.hello(random),
        ...random.some(1, 5, () => engineFrame(random, place)),
      ];
      const upgraded = random.chance(50) ? sid : undefined;
      if (upgraded !== undefined && random.chance(70))
        frames.unshift("2probe", "5");
      return driver.frames(path, upgraded, frames);
    }
    // A poll is answered when there is something to send: the answer to the first of these.
    const greeting = ["40", ...place.hello(random)].join(SEPARATOR);
    if (sid !== undefined) await driver.post(path, sid, greeting);
    return driver.request(random, path, sid, payload(random, place));
  }
}
