import { randomBytes } from "node:crypto";
import { createSocket } from "node:dgram";
import { once } from "node:events";
import { loadQuic } from "#server/node/webtransport/http3/binding.ts";
import { setTransport } from "#server/node/webtransport/http3/quic-config.ts";
import { createQuicConnection } from "#server/node/webtransport/http3/quic-connection.ts";
import type { QuicStreams } from "#server/node/webtransport/http3/quic-streams.ts";

/** Whether QUIC can be had on this system. */
export const hasQuic = ((): boolean => {
  try {
    loadQuic();
    return true;
  } catch {
    return false;
  }
})();

/** A client that speaks QUIC, and of HTTP/3 only what a test makes it say. */
export interface QuicClient {
  readonly quic: QuicStreams;
  /** What has come on a stream, once `enough` says that it is enough. */
  came(stream: number, enough: (bytes: Buffer) => boolean): Promise<Buffer>;
  /** Resolves when the stream has ended, properly or not. */
  ended(stream: number): Promise<void>;
  /** The code that the server has ended the connection with. */
  readonly closed: Promise<number>;
  /** Reads a stream no more, or again. */
  read(stream: number, isRead: boolean): void;
  close(): void;
}

/** Connects to a server on this machine. */
export async function openQuicClient(port: number): Promise<QuicClient> {
  const socket = createSocket("udp4");
  socket.bind(0, "127.0.0.1");
  await once(socket, "listening");
  const local = { host: "127.0.0.1", port: socket.address().port };
  const remote = { host: "127.0.0.1", port };
  const { Config, Connection } = loadQuic();
  const config = Config.withBoringSslCtx(false, false, null, null, null, null);
  config.verifyPeer(false);
  setTransport(config);
  const id = randomBytes(20);
  const quiche = Connection.connect("localhost", id, local, remote, config);

  const up = Promise.withResolvers<void>();
  const closed = Promise.withResolvers<number>();
  const streams = new Map<
    number,
    { bytes: Buffer; isOver: boolean; isRead: boolean }
  >();
  const waiting = new Set<() => void>();
  const streamOf = (stream: number) => {
    const known = streams.get(stream);
    if (known) return known;
    const made = { bytes: Buffer.alloc(0), isOver: false, isRead: true };
    streams.set(stream, made);
    return made;
  };
  const look = (): void => waiting.forEach((each) => each());
  const when = (isSo: () => boolean): Promise<void> =>
    new Promise((resolve) => {
      const check = (): void => {
        if (isSo() && waiting.delete(check)) resolve();
      };
      waiting.add(check);
      check();
    });

  let isOpen = true;
  let quic: QuicStreams | undefined;
  const connection = createQuicConnection({
    quiche,
    send: (datagram) => socket.send(datagram, port, remote.host),
    speak(made) {
      quic = made;
      return {
        open: up.resolve,
        accept(stream) {
          const state = streamOf(stream);
          return {
            ready: () => state.isRead,
            data(bytes, last) {
              state.bytes = Buffer.concat([state.bytes, bytes]);
              state.isOver ||= last;
              look();
            },
            broken() {
              state.isOver = true;
              look();
            },
          };
        },
        over: () => undefined,
      };
    },
    onClose: () => undefined,
  });
  socket.on("message", (datagram) => {
    quiche.recv(datagram, { from: remote, to: local });
    const error = quiche.peerError();
    if (error) closed.resolve(error.errorCode);
    connection.wake();
  });
  connection.wake();
  await up.promise;
  if (!quic) throw new Error("The connection has no streams.");

  return {
    quic,
    async came(stream, enough) {
      const state = streamOf(stream);
      await when(() => enough(state.bytes));
      return state.bytes;
    },
    ended: (stream) => when(() => streamOf(stream).isOver),
    closed: closed.promise,
    read(stream, isRead) {
      streamOf(stream).isRead = isRead;
      connection.wake();
    },
    close() {
      connection.close();
      // What has just been sent goes out first.
      if (isOpen) setImmediate(() => socket.close());
      isOpen = false;
    },
  };
}
