import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { siteAddress } from "#build/site-files.ts";
import { HASHED, WORKER } from "#offline/site-file.ts";

const DIST = fileURLToPath(new URL("../../../dist", import.meta.url));

const builtNames = (): string[] =>
  existsSync(DIST)
    ? readdirSync(DIST, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map(({ parentPath, name }) => relative(DIST, join(parentPath, name)))
        .map((file) => file.split(sep).join("/"))
        .sort()
    : [];

/** Named by its content is the document around sandboxes, which nobody reads. */
const isPage = (file: string): boolean =>
  file.endsWith(".html") && !file.startsWith(HASHED);

/** The address of every page of the built site, the one for addresses that do not exist included. */
export const builtPages = (): string[] =>
  builtNames()
    .filter(isPage)
    .map((file) => `/${file.replace(/(^|\/)index\.html$/, "$1")}`)
    .sort();

/** The HTML of every page of the built site. */
export const builtHtml = (): string[] =>
  builtNames()
    .filter(isPage)
    .map((file) => readFileSync(join(DIST, file), "utf8"));

/** The addresses, from the site's root, of all that a browser keeps for when there is no network. */
export const keptAddresses = (): string[] =>
  builtNames().flatMap((file) => {
    const address = siteAddress(file);
    return address === undefined || address === WORKER ? [] : [address];
  });

/** The scripts of the built site in which one of these texts stands. */
export const scriptsThatHold = (texts: readonly string[]): string[] =>
  builtNames()
    .filter((file) => file.endsWith(".js"))
    .filter((file) => {
      const script = readFileSync(join(DIST, file), "utf8");
      return texts.some((text) => script.includes(text));
    });
