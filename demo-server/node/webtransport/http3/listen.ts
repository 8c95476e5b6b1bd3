import type { ListenHttp3 } from "../http3-server.ts";
import { loadQuic, type QuicBinding } from "./binding.ts";
import { createCertificate } from "./certificate.ts";
import { createEndpoint } from "./endpoint.ts";
import { createHttp3Connection } from "./http3-connection.ts";
import { keepFresh } from "./keep-fresh.ts";

/** HTTP/3 of the project's own, on the QUIC of a native package. */
export const listenHttp3: ListenHttp3 = async ({
  onCertificate,
  onRequest,
  ...at
}) => {
  const certificate = createCertificate();
  const quic = load();
  const endpoint = await createEndpoint({
    ...at,
    quic,
    certificate,
    speak: (streams, address) =>
      createHttp3Connection(streams, ({ fields, accept, refuse }) =>
        onRequest({
          path: fields.get(":path") ?? "",
          authority: fields.get(":authority"),
          origin: fields.get("origin"),
          address,
          accept,
          refuse,
        }),
      ),
  }).catch((error: unknown) => {
    throw cannotListen(at.port, error);
  });
  onCertificate(certificate.hash);
  const stopRenewing = keepFresh(certificate, (next) => {
    endpoint.setCertificate(next);
    onCertificate(next.hash);
  });
  return {
    port: endpoint.port,
    async close() {
      stopRenewing();
      await endpoint.close();
    },
  };
};

function load(): QuicBinding {
  try {
    return loadQuic();
  } catch {
    throw new Error(
      "There is no WebTransport: its package for QUIC is not installed, or there is none for this system (there are packages for Linux, macOS and Windows on x64, and for macOS on arm64). Everything else works.",
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
