import type { IncomingMessage, ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import { createProxyServer, proxyUpgrade } from "httpxy";
import { refusalOf, refuseRequest } from "../refusal.ts";

/** Hands requests on to a server on this machine. */
export interface Proxy {
  request(port: number, req: IncomingMessage, res: ServerResponse): void;
  upgrade(
    port: number,
    req: IncomingMessage,
    socket: Duplex,
    head: Buffer,
  ): void;
}

/**
 * Makes a proxy. Host and Origin go through as they are, so that the server can check them, and so
 * does X-Forwarded-For, in which the host has said who asks.
 */
export function createProxy(): Proxy {
  // A connection for each request: of one that is kept, the other end may just be closing it.
  const proxy = createProxyServer({ agent: false });
  proxy.on("proxyRes", ({ headers }) => {
    // Which connection is closed after it is a matter of each side.
    delete headers.connection;
  });

  return {
    request(port, req, res) {
      const target = { host: "127.0.0.1", port };
      proxy.web(req, res, { target }).catch(() => {
        if (res.headersSent) res.destroy();
        // It has just died, or is not there yet.
        else refuseRequest(res, refusalOf("flaskSilent"));
      });
    },
    upgrade(port, req, socket, head) {
      const options = { xfwd: false };
      proxyUpgrade(
        { host: "127.0.0.1", port },
        req,
        socket,
        head,
        options,
      ).then(
        // Whichever end goes takes the other with it, also where it is cut.
        (upstream) => {
          socket.once("close", () => upstream.destroy());
          upstream.once("close", () => socket.end());
        },
        // The socket is ended by then, or a refusal of the server's own is on its way.
        () => undefined,
      );
    },
  };
}
