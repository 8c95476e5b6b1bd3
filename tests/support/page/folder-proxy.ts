import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { createProxyServer, proxyUpgrade } from "httpxy";
import { createSite } from "#server/node/site.ts";

const DIST = fileURLToPath(new URL("../../../dist", import.meta.url));

/**
 * A proxy that serves a bundled server in a folder, with its own name for the server as Host. At
 * first it answers pages itself, as from a cache, and cuts whatever is asked of the server.
 */
export interface FolderProxy {
  /** The address of the folder; ends with a slash. */
  readonly root: string;
  /** Puts it before the server on a port of this machine, which may be there or not. */
  leadTo(port: number): void;
  close(): void;
}

/** Opens a proxy that serves the folder `base`, on a free port. */
export async function openFolderProxy(base: string): Promise<FolderProxy> {
  const site = createSite(DIST);
  const proxy = createProxyServer({ agent: false });
  let port: number | undefined;
  /** Leaves the folder out. */
  const strip = (req: IncomingMessage): boolean => {
    const url = req.url ?? "";
    req.url = url.slice(base.length - 1);
    return url.startsWith(base);
  };

  const server = createServer((req, res) => {
    const isHere = strip(req);
    if (!isHere) res.writeHead(404).end();
    else if (port !== undefined)
      proxy
        .web(req, res, {
          target: `http://127.0.0.1:${port}`,
          changeOrigin: true,
        })
        .catch(() => res.writeHead(502).end("<h1>Bad Gateway</h1>"));
    else if (/^\/(?:labs|stream|healthz)/.test(req.url ?? ""))
      req.socket.destroy();
    else site(req, res);
  });
  server.on("upgrade", (req, socket, head) => {
    if (!strip(req) || port === undefined) {
      socket.destroy();
      return;
    }
    const headers = { host: `127.0.0.1:${port}` };
    proxyUpgrade({ host: "127.0.0.1", port }, req, socket, head, {
      headers,
    }).catch(() => socket.destroy());
  });
  server.listen(0, "localhost");
  await once(server, "listening");
  const { port: own } = server.address() as AddressInfo;

  return {
    root: `http://localhost:${own}${base}`,
    leadTo: (next) => (port = next),
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
