import { ensureFlask } from "../flask/environment.mjs";
import { Sentence } from "../run.mjs";
import { ensureBuilt } from "../site.mjs";

let flask;

/** The environment for what runs on Flask; where there is none, says once that this is skipped. */
export function flaskForTests() {
  flask ??= ensureFlask({
    dev: true,
    tell: () => console.log("Installing Flask (once, about a minute)…"),
  }).then((made) => {
    if (made.why) console.log(`What runs on Flask is skipped. ${made.why}.`);
    return made;
  });
  return flask;
}

/** What does not need the site is tested even where it cannot be built. */
export async function buildForTests() {
  try {
    await ensureBuilt();
  } catch (error) {
    console.error(error instanceof Sentence ? error.message : error);
  }
}
