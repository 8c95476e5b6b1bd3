import type { QuicBinding, QuicConfig } from "./binding.ts";
import type { Certificate } from "./certificate.ts";
import { DATAGRAM_BYTES } from "./quic-connection.ts";

/** A connection that says nothing for so many milliseconds is over. */
const IDLE_MS = 30_000;
/** What a client may send ahead of being read, in bytes: on one stream, and on all. */
const STREAM_WINDOW = 256 * 1_024;
const WINDOW = 2 * STREAM_WINDOW;
/** Streams that a client may have open at once, of each kind. */
const MAX_STREAMS = 16;

/** How this server's QUIC connections are, with a certificate. */
export function configure(
  quic: QuicBinding,
  { key, certificate }: Certificate,
): QuicConfig {
  const config = quic.Config.withBoringSslCtx(
    false,
    false,
    null,
    [Buffer.from(key)],
    [Buffer.from(certificate)],
    null,
  );
  setTransport(config);
  return config;
}

/** Sets what does not depend on who is at which end. */
export function setTransport(config: QuicConfig): void {
  config.setApplicationProtos(["h3"]);
  config.setMaxIdleTimeout(IDLE_MS);
  config.setMaxRecvUdpPayloadSize(DATAGRAM_BYTES);
  config.setMaxSendUdpPayloadSize(DATAGRAM_BYTES);
  config.setInitialMaxData(WINDOW);
  config.setInitialMaxStreamDataBidiLocal(STREAM_WINDOW);
  config.setInitialMaxStreamDataBidiRemote(STREAM_WINDOW);
  config.setInitialMaxStreamDataUni(STREAM_WINDOW);
  config.setInitialMaxStreamsBidi(MAX_STREAMS);
  config.setInitialMaxStreamsUni(MAX_STREAMS);
  config.setDisableActiveMigration(true);
  // WebTransport cannot be asked for without, though Socket.IO sends no datagram.
  config.enableDgram(true, 16, 16);
  // Events are few and small: each goes out and is answered for at once.
  config.enablePacing(false);
  config.setMaxAckDelay(1);
}
