import { readFileSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { join } from "node:path";
import sirv from "sirv";
import { folderAddress } from "../node/folder-address.ts";

/**
 * Serves the built site as any static host does: plain files by their types, the site's own page
 * for wrong addresses, and nothing behind it.
 * @param base The folder of the host that the site stands in; outside it there is nothing.
 */
export function createStaticHost(
  dist: string,
  base: string,
): (req: IncomingMessage, res: ServerResponse) => void {
  // Reads the folder at each request, so that a new build is served at once.
  const serve = sirv(dist, { dev: true, etag: true });

  return (req, res) => {
    const url = req.url ?? "/";
    res.setHeader("Cache-Control", "no-cache");
    if (req.method !== "GET" && req.method !== "HEAD") {
      res.writeHead(405, { Allow: "GET, HEAD" }).end();
      return;
    }
    const redirect = (to: string): void => {
      res.writeHead(301, { Location: to }).end();
    };
    if (`${url}/` === base) {
      redirect(base);
      return;
    }
    if (!url.startsWith(base)) {
      res.writeHead(404, { "Content-Type": "text/plain" }).end("Not found\n");
      return;
    }
    req.url = url.slice(base.length - 1);
    const folder = folderAddress(dist, req.url);
    if (folder !== undefined) {
      redirect(folder);
      return;
    }
    delete req.headers.range;
    serve(req, res, () => {
      const page = readFileSync(join(dist, "404.html"));
      res.writeHead(404, { "Content-Type": "text/html; charset=utf-8" });
      res.end(req.method === "HEAD" ? undefined : page);
    });
  };
}
