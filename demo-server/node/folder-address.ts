import { existsSync } from "node:fs";
import { basename, join } from "node:path";

/**
 * Where to send a request for a page that lacks the slash at its end; undefined for any other. A
 * page's addresses are relative to its folder, and without the slash that would be another one. The
 * answer is relative too, since a proxy may serve the site in a folder that the server doesn't see.
 */
export function folderAddress(dist: string, url: string): string | undefined {
  const [, path = "", query = ""] =
    /^(\/(?:[\w-]+\/)*[\w-]+)(\?.*)?$/.exec(url) ?? [];
  return path !== "" && existsSync(join(dist, path, "index.html"))
    ? `./${basename(path)}/${query}`
    : undefined;
}
