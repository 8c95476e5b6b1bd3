import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { installSystemPackages } from "./system-packages.mjs";

/** The first of some programs that the system finds by name; undefined where there is none. */
const find = (...names) =>
  names
    .flatMap((name) =>
      (process.env.PATH ?? "")
        .split(delimiter)
        .map((folder) => join(folder, name)),
    )
    .find((file) => existsSync(file));

/** Finds a Firefox to test in. */
export const findFirefox = () => find("firefox-esr", "firefox");

/** Finds the driver of WebKitGTK to test in, where there is a screen for its browser too. */
export const findWebKit = () => find("Xvfb") && find("WebKitWebDriver");

const ENGINES = [
  { name: "Firefox", find: findFirefox, packages: ["firefox-esr"] },
  { name: "WebKit", find: findWebKit, packages: ["webkit2gtk-driver", "xvfb"] },
];

/**
 * Finds the engines besides Chromium to test in, or installs them; gives the names of those that
 * are there then and of those that are not, and says of each of these how to install it.
 */
export async function ensureEngines() {
  const missing = () => ENGINES.filter((engine) => !engine.find());
  const wanted = missing();
  if (wanted.length > 0) {
    console.log(`Installing ${namesOf(wanted).join(" and ")} (once)…`);
    await installSystemPackages(...wanted.flatMap(({ packages }) => packages));
  }
  const absent = missing();
  for (const { name, packages } of absent)
    console.log(
      `What runs in ${name} is skipped: it is not installed. On Debian: apt-get install ${packages.join(" ")}.`,
    );
  const present = ENGINES.filter((engine) => !absent.includes(engine));
  return { present: namesOf(present), absent: namesOf(absent) };
}

const namesOf = (engines) => engines.map(({ name }) => name);
