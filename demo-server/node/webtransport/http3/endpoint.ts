import { randomBytes } from "node:crypto";
import type { RemoteInfo } from "node:dgram";
import type { Address, QuicBinding, QuicConfig } from "./binding.ts";
import type { Certificate } from "./certificate.ts";
import type { Http3Connection } from "./http3-connection.ts";
import {
  createQuicConnection,
  type QuicConnection,
} from "./quic-connection.ts";
import { configure } from "./quic-config.ts";
import type { QuicStreams } from "./quic-streams.ts";
import { bindAll } from "./udp.ts";

/** Takes QUIC connections on a UDP port. */
export interface Endpoint {
  readonly port: number;
  /** Connections from now on are made with this one. */
  setCertificate(certificate: Certificate): void;
  close(): Promise<void>;
}

/** A connection's own id has so many bytes. */
const ID_BYTES = 20;
/** Connections at once: enough for a class, and a limit to what strangers can take up. */
const MAX_CONNECTIONS = 1_000;
/** What a datagram that opens a connection is, among QUIC's long headers. */
const INITIAL = 0;

interface Peer {
  readonly quiche: ReturnType<QuicBinding["Connection"]["accept"]>;
  readonly connection: QuicConnection;
  readonly remote: Address;
  readonly local: Address;
}

/**
 * Listens on the addresses of a host. `speak` gives each connection its HTTP/3. Rejects where it
 * cannot listen.
 */
export async function createEndpoint(options: {
  quic: QuicBinding;
  host: string;
  port: number;
  certificate: Certificate;
  speak: (quic: QuicStreams, address: string) => Http3Connection;
}): Promise<Endpoint> {
  const { quic, speak } = options;
  let config: QuicConfig = configure(quic, options.certificate);
  const peers = new Map<string, Peer>();
  const sockets = await bindAll(options.host, options.port, receive);

  function receive(
    datagram: Buffer,
    from: RemoteInfo,
    local: Address,
    send: (datagram: Buffer, to: Address) => void,
  ): void {
    const remote = { host: from.address, port: from.port };
    const peer = find(datagram, remote, local, send);
    // A connection stays where it began: no other address may speak for it.
    if (peer?.remote.host !== remote.host || peer.remote.port !== remote.port)
      return;
    try {
      peer.quiche.recv(datagram, { from: peer.remote, to: peer.local });
    } catch {
      // It was no datagram of this connection; quiche has noted what it must.
    }
    peer.connection.wake();
  }

  function find(
    datagram: Buffer,
    remote: Address,
    local: Address,
    send: (datagram: Buffer, to: Address) => void,
  ): Peer | undefined {
    try {
      const head = quic.Header.fromSlice(datagram, ID_BYTES);
      const id = Buffer.from(head.dcid).toString("hex");
      const known = peers.get(id);
      if (known || head.ty !== INITIAL) return known;
      // A client names the connection by an id of its own, until it knows the server's.
      return open(id, remote, local, (bytes) => send(bytes, remote));
    } catch {
      return undefined;
    }
  }

  function open(
    given: string,
    remote: Address,
    local: Address,
    send: (datagram: Buffer) => void,
  ): Peer | undefined {
    // Each has two ids.
    if (peers.size >= 2 * MAX_CONNECTIONS) return undefined;
    const id = randomBytes(ID_BYTES);
    const ids = [given, id.toString("hex")];
    const quiche = quic.Connection.accept(id, null, local, remote, config);
    const connection = createQuicConnection({
      quiche,
      send,
      speak: (streams) => speak(streams, remote.host),
      onClose: () => ids.forEach((one) => peers.delete(one)),
    });
    const peer: Peer = { quiche, connection, remote, local };
    for (const one of ids) peers.set(one, peer);
    return peer;
  }

  return {
    port: sockets.port,
    setCertificate(certificate) {
      config = configure(quic, certificate);
    },
    async close() {
      for (const { connection } of new Set(peers.values())) connection.close();
      await sockets.close();
    },
  };
}
