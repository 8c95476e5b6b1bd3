import { createRequire } from "node:module";

/** One end of a path through the network. */
export interface Address {
  readonly host: string;
  readonly port: number;
}

/** What of a QUIC connection's settings is set; times in milliseconds, sizes in bytes. */
export interface QuicConfig {
  setApplicationProtos(names: string[]): void;
  setMaxIdleTimeout(time: number): void;
  setMaxRecvUdpPayloadSize(size: number): void;
  setMaxSendUdpPayloadSize(size: number): void;
  setInitialMaxData(size: number): void;
  setInitialMaxStreamDataBidiLocal(size: number): void;
  setInitialMaxStreamDataBidiRemote(size: number): void;
  setInitialMaxStreamDataUni(size: number): void;
  setInitialMaxStreamsBidi(count: number): void;
  setInitialMaxStreamsUni(count: number): void;
  setMaxAckDelay(time: number): void;
  setDisableActiveMigration(disabled: boolean): void;
  enableDgram(enabled: boolean, received: number, sent: number): void;
  enablePacing(enabled: boolean): void;
  verifyPeer(verify: boolean): void;
}

/** A QUIC connection of quiche's. What it returns `null` for has nothing to do now. */
export interface QuicheConnection {
  /** Takes a datagram; throws where it is malformed. */
  recv(datagram: Uint8Array, path: { from: Address; to: Address }): number;
  /** Fills in a datagram to be sent, and says how long it is. */
  send(datagram: Uint8Array): [size: number, ...rest: unknown[]] | null;
  /** Reads; throws where the other side has ended the stream early. */
  streamRecv(
    id: number,
    into: Uint8Array,
  ): [size: number, last: boolean] | null;
  /** Takes as much as there is room for; throws where the other side wants no more. */
  streamSend(id: number, bytes: Uint8Array, last: boolean): number | null;
  streamShutdown(id: number, direction: 0 | 1, code: number): void;
  readable(): Iterable<number>;
  /** Milliseconds until `onTimeout` is to be called. */
  timeout(): number | null;
  onTimeout(): void;
  close(byApplication: boolean, code: number, reason: Uint8Array): void;
  isEstablished(): boolean;
  isClosed(): boolean;
  /** The other side has closed it. */
  isDraining(): boolean;
  peerError(): { errorCode: number } | null;
}

/** What quiche's binding has of QUIC. */
export interface QuicBinding {
  readonly Config: {
    withBoringSslCtx(
      verifyPeer: boolean,
      allowFailure: boolean,
      authorities: Uint8Array | null,
      keys: Uint8Array[] | null,
      certificates: Uint8Array[] | null,
      algorithms: string | null,
    ): QuicConfig;
  };
  readonly Connection: {
    accept(
      id: Uint8Array,
      originalId: null,
      local: Address,
      remote: Address,
      config: QuicConfig,
    ): QuicheConnection;
    connect(
      name: string,
      id: Uint8Array,
      local: Address,
      remote: Address,
      config: QuicConfig,
    ): QuicheConnection;
  };
  readonly Header: {
    /** Reads a datagram's head; throws where it has none. */
    fromSlice(
      datagram: Uint8Array,
      idLength: number,
    ): { ty: number; dcid: Uint8Array };
  };
}

/** Loads quiche as a package brings it for this system; throws where there is none. */
export function loadQuic(): QuicBinding {
  const load = createRequire(import.meta.url);
  const { platform, arch } = process;
  return load(`@matrixai/quic-${platform}-${arch}`) as QuicBinding;
}
