import type { Host } from "../host.ts";
import { STATUS, toRefusal } from "../refusal.ts";
import type { Http3Server, SessionRequest } from "./http3-server.ts";
import { listenHttp3 } from "./http3/listen.ts";

/**
 * Serves a host's labs by WebTransport on a UDP port, and tells the host of the certificate.
 * Rejects with a sentence where that cannot be.
 */
export function serveWebTransport(
  host: Host,
  at: { host: string; port: number },
): Promise<Http3Server> {
  async function take(request: SessionRequest): Promise<void> {
    try {
      await host.takeSession(
        {
          url: request.path,
          headers: {
            // An origin leaves out the port that is its scheme's own.
            host: request.authority?.replace(/:(?:80|443)$/, ""),
            // A page always says where it is from; what cannot be read is nobody's.
            origin: request.origin ?? "null",
          },
          socket: { remoteAddress: request.address },
        },
        request.accept,
      );
    } catch (error) {
      request.refuse(STATUS[toRefusal(error).code]);
    }
  }

  return listenHttp3({
    ...at,
    onCertificate: (hash) => host.offerWebTransport({ certificateHash: hash }),
    onRequest: (request) => void take(request),
  });
}
