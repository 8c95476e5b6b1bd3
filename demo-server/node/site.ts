import { readFileSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { join } from "node:path";
import sirv from "sirv";
import * as v from "valibot";
import { contentPolicy } from "#contract/content-policy.ts";
import { PAGE_MARK } from "#contract/health.ts";
import { folderAddress } from "./folder-address.ts";

/** What the build leaves for the server: hashes of the scripts that stand in pages. */
const cspFile = v.object({
  scriptHashes: v.array(v.pipe(v.string(), v.regex(/^sha\d+-[\w+/=]+$/))),
});

/** How the site is served. */
export interface SiteOptions {
  /** Whether pages tell by themselves that this server is there. */
  readonly isMarked?: () => boolean;
  /** Origins of the sites that may show pages in a frame; none by default. */
  readonly embedFrom?: readonly string[];
}

/** Serves the built site: compressed as it was built, with the headers of its pages and its 404 page. */
export function createSite(
  dist: string,
  { isMarked = () => true, embedFrom = [] }: SiteOptions = {},
): (req: IncomingMessage, res: ServerResponse) => void {
  const notFound = readText(join(dist, "404.html")) ?? "Not found";
  const headers = pageHeaders(
    readScriptHashes(join(dist, ".site", "csp.json")),
    embedFrom,
  );
  const writeHeaders = (res: ServerResponse): void => {
    for (const header of headers) res.setHeader(...header);
    if (isMarked()) res.setHeader("Server-Timing", PAGE_MARK);
  };
  const serve = sirv(dist, {
    etag: true,
    brotli: true,
    gzip: true,
    setHeaders(res, path) {
      res.setHeader("X-Content-Type-Options", "nosniff");
      // Names in this folder carry a hash of the content; every other file is asked for again.
      const hashed = path.startsWith("/_astro/");
      res.setHeader(
        "Cache-Control",
        hashed ? "public, max-age=31536000, immutable" : "no-cache",
      );
      // Scripts and styles obey the policy of the page that loads them: theirs would be weight.
      if (!hashed) writeHeaders(res);
    },
  });

  return (req, res) => {
    if (req.method !== "GET" && req.method !== "HEAD") {
      res.writeHead(405, { Allow: "GET, HEAD" }).end();
      return;
    }
    const folder = folderAddress(dist, req.url ?? "");
    if (folder !== undefined) {
      res.writeHead(301, { Location: folder, "Cache-Control": "no-cache" });
      res.end();
      return;
    }
    // No file is large enough to be fetched in parts, and a part that cannot be would throw.
    delete req.headers.range;
    // A file stays open whose reader has gone before it was sent, unless somebody closes it.
    res.once("pipe", (file) => res.once("close", () => file.destroy()));
    serve(req, res, () => {
      writeHeaders(res);
      res.writeHead(404, {
        "Content-Type": "text/html; charset=utf-8",
        "Cache-Control": "no-cache",
      });
      res.end(req.method === "HEAD" ? undefined : notFound);
    });
  };
}

function pageHeaders(
  scriptHashes: readonly string[],
  embedFrom: readonly string[],
): [string, string][] {
  const policy = contentPolicy(scriptHashes);
  const ancestors = embedFrom.length > 0 ? embedFrom.join(" ") : "'none'";
  return [
    ["Content-Security-Policy", `${policy}; frame-ancestors ${ancestors}`],
    ["X-Content-Type-Options", "nosniff"],
    ["Referrer-Policy", "same-origin"],
  ];
}

function readScriptHashes(file: string): readonly string[] {
  const text = readText(file);
  return text === undefined
    ? []
    : v.parse(cspFile, JSON.parse(text)).scriptHashes;
}

function readText(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}
