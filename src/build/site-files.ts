import { createHash } from "node:crypto";
import { PYTHON, type SiteFile } from "#offline/site-file.ts";
import { TOKEN_FILE } from "#offline/host-token.ts";

/** Left behind for servers, made of other files, or fetched by who wants to keep them. */
const NOT_KEPT = /(^|\/)\.|\.(br|gz)$|^downloads\//;

/** The address of a file of the built site, from the site's root; undefined for what no page needs. */
export function siteAddress(file: string): string | undefined {
  // Only the host itself can say whose it is.
  return NOT_KEPT.test(file) || file === TOKEN_FILE || file.startsWith(PYTHON)
    ? undefined
    : file.replace(/(^|\/)index\.html$/, "$1");
}

/** A file by its address and content. */
export function siteFile(address: string, content: Uint8Array): SiteFile {
  const hash = createHash("sha256").update(content).digest("base64");
  return [address, `sha256-${hash}`];
}

/** Names a version of the site by all that is in it, in whichever order its files come. */
export function siteVersion(files: readonly SiteFile[]): string {
  const hash = createHash("sha256");
  for (const [address, integrity] of [...files].sort(([a], [b]) =>
    a < b ? -1 : 1,
  ))
    hash.update(`${address}\0${integrity}\0`);
  return hash.digest("hex").slice(0, 16);
}
