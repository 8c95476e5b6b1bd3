import type { Host } from "../host.ts";
import { STATUS, toRefusal } from "../refusal.ts";
import { loadQuic, type QuicBinding } from "./binding.ts";
import { createCertificate } from "./certificate.ts";
import { createEndpoint } from "./endpoint.ts";
import { createHttp3Connection } from "./http3-connection.ts";
import { type SessionRequest } from "./request-stream.ts";
import { keepFresh } from "./keep-fresh.ts";

/**
 * Serves a host's labs by WebTransport on a UDP port, and tells the host of the certificate.
 * Rejects with a sentence where that cannot be.
 */
export async function serveWebTransport(
  host: Host,
  at: { host: string; port: number },
): Promise<{ port: number; close(): Promise<void> }> {
  const certificate = createCertificate();
  const endpoint = await createEndpoint({
    ...at,
    quic: load(),
    certificate,
    speak: (quic, address) =>
      createHttp3Connection(quic, (request) => void knock(request, address)),
  }).catch((error: unknown) => {
    throw cannotListen(at.port, error);
  });

  async function knock(
    { fields, accept, refuse }: SessionRequest,
    address: string,
  ): Promise<void> {
    const origin = fields.get("origin");
    try {
      await host.takeSession(
        {
          url: fields.get(":path") ?? "",
          headers: {
            // An origin leaves out the port that is its scheme's own.
            host: fields.get(":authority")?.replace(/:(?:80|443)$/, ""),
            // A page always says where it is from; what cannot be read is nobody's.
            origin: origin ?? "null",
          },
          socket: { remoteAddress: address },
        },
        accept,
      );
    } catch (error) {
      refuse(STATUS[toRefusal(error).code]);
    }
  }

  const stopRenewing = keepFresh(certificate, (next) => {
    endpoint.setCertificate(next);
    host.offerWebTransport({ certificateHash: next.hash });
  });
  host.offerWebTransport({ certificateHash: certificate.hash });

  return {
    port: endpoint.port,
    async close() {
      stopRenewing();
      await endpoint.close();
    },
  };
}

function load(): QuicBinding {
  try {
    return loadQuic();
  } catch {
    throw new Error(
      "There is no WebTransport: its package for QUIC is not installed, or there is none for this system (there is one for Linux on x64). Everything else works.",
    );
  }
}

function cannotListen(port: number, error: unknown): Error {
  const code = error instanceof Error && "code" in error ? error.code : error;
  return new Error(
    code === "EADDRINUSE"
      ? `There is no WebTransport: UDP port ${port} is taken. Stop the other program or choose another port; everything else works.`
      : `There is no WebTransport: the server cannot listen on UDP port ${port} (${String(code)}). Everything else works.`,
  );
}
