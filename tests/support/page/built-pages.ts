import { existsSync, readdirSync } from "node:fs";

const DIST = new URL("../../../dist/", import.meta.url);

/** The address of every page of the built site, the one for addresses that do not exist included. */
export function builtPages(): string[] {
  if (!existsSync(DIST)) return [];
  return readdirSync(DIST, { recursive: true, encoding: "utf8" })
    .map((file) => file.replaceAll("\\", "/"))
    .filter((file) => file.endsWith(".html"))
    .map((file) => `/${file.replace(/(^|\/)index\.html$/, "$1")}`)
    .sort();
}
