import { NodeWebSocket, NodeXHR, WebTransport } from "socket.io-client";
import type { WebTransportOffer } from "#contract/health.ts";
import type { BaseTransports } from "../wire/wire.ts";

/** What the browser's WebTransport and Socket.IO's are given to reach a server. */
interface Reach {
  readonly secure: true;
  readonly port: string;
  serverCertificateHashes: readonly {
    readonly algorithm: "sha-256";
    readonly value: Uint8Array<ArrayBuffer>;
  }[];
}

/** A server's WebTransport, for its clients. */
export interface NodeWebTransport {
  readonly transports: BaseTransports;
  /** A client's `transportOptions`; read anew whenever it opens a connection. */
  readonly options: { readonly webtransport: Reach };
  /** The server has another certificate now. */
  renew(offer: WebTransportOffer): void;
}

const hashesOf = ({
  certificateHash,
}: WebTransportOffer): Reach["serverCertificateHashes"] => [
  {
    algorithm: "sha-256",
    value: Uint8Array.from(atob(certificateHash), (c) => c.charCodeAt(0)),
  },
];

/** The WebTransport that the server at `origin` offers; undefined where the browser has none. */
export function createNodeWebTransport(
  origin: string,
  offer: WebTransportOffer,
): NodeWebTransport | undefined {
  // Browsers leave it out of pages that come by plain HTTP from another machine.
  if (!("WebTransport" in globalThis)) return undefined;
  const { port, protocol } = new URL(origin);
  const webtransport: Reach = {
    secure: true,
    port: port || (protocol === "https:" ? "443" : "80"),
    serverCertificateHashes: hashesOf(offer),
  };
  return {
    transports: {
      polling: NodeXHR,
      websocket: NodeWebSocket,
      webtransport: WebTransport,
    },
    options: { webtransport },
    renew(next) {
      webtransport.serverCertificateHashes = hashesOf(next);
    },
  };
}
