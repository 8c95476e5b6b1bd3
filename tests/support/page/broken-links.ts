import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { addressesIn, idsIn } from "#build/pages/page-urls.ts";
import { builtPages } from "./built-pages.ts";

const DIST = fileURLToPath(new URL("../../../dist", import.meta.url));
/** Where the site may stand: anything that leaves it would be seen. */
const ROOT = "https://host.example/some/path/";

const read = (file: string): string => readFileSync(join(DIST, file), "utf8");

/** The file that a host of plain files answers an address with. */
const fileOf = (path: string): string =>
  path.replace(/(^|\/)$/, "$1index.html");

/** What is wrong with an address that stands on a page; undefined where it leads somewhere. */
export function whatIsWrong(href: string, page: string): string | undefined {
  if (href.startsWith("/") && !href.startsWith("//"))
    return "begins at the host's root";
  const url = new URL(href, ROOT + page.slice(1));
  if (url.origin !== new URL(ROOT).origin) return undefined;
  if (!url.href.startsWith(ROOT)) return "leaves the site";
  const file = fileOf(
    decodeURI(url.href.slice(ROOT.length).replace(/[?#].*/, "")),
  );
  if (!existsSync(join(DIST, file))) return `there is no ${file}`;
  const id = decodeURIComponent(url.hash.slice(1));
  // A browser knows the top of a page by itself.
  if (id === "" || id === "_top" || !file.endsWith(".html")) return undefined;
  return idsIn(read(file)).has(id) ? undefined : `${file} has no ${id}`;
}

/** Every address in the built pages that leads nowhere, as "page: address: why". */
export const brokenLinks = (): string[] =>
  builtPages().flatMap((page) => {
    const html = read(fileOf(page.slice(1)));
    return [...new Set(addressesIn(html))].flatMap((href) => {
      const why = whatIsWrong(href, page);
      return why === undefined ? [] : [`${page}: ${href}: ${why}`];
    });
  });
