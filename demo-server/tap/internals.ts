import type { Connection } from "./connection.ts";

/**
 * What the tap touches of Socket.IO's objects and their types keep private, as of 4.8.
 * Everything that leans on it stands in this folder and in `lab-server.ts`.
 */
export interface SocketInternals {
  readonly id: string;
  readonly nsp: NamespaceInternals;
  readonly client: ClientInternals;
  readonly connected: boolean;
  /** Middleware of this socket. */
  readonly fns: readonly unknown[];
  packet(packet: SentPacket, options?: object): void;
  _onpacket(packet: SentPacket): void;
  dispatch(values: unknown[]): void;
  /** Runs the socket's middleware over an event, then calls back: with the error of one that refused it. */
  run(values: unknown[], next: (error?: Error) => void): void;
  _onerror(error: Error): void;
  _onclose(reason: string): void;
  emit(event: string, ...values: unknown[]): boolean;
}

export interface ClientInternals {
  readonly conn: Connection;
}

export interface SentPacket {
  type: number;
  data?: unknown;
}

export interface BroadcastOptions {
  rooms: Set<string>;
  except?: Set<string>;
}

/** What connection state recovery kept of a socket. */
export interface Session {
  sid: string;
  pid: string;
  rooms: string[];
  data: unknown;
  missedPackets: unknown[][];
}

export interface AdapterInternals {
  nsp: unknown;
  broadcast(packet: SentPacket, options: BroadcastOptions): void;
  broadcastWithAck(
    packet: SentPacket,
    options: BroadcastOptions,
    ...rest: unknown[]
  ): void;
  restoreSession(pid: string, offset: string): Promise<Session | null> | null;
  on(
    event: "join-room" | "leave-room",
    listener: (room: unknown, id: string) => void,
  ): void;
}

export interface NamespaceInternals {
  readonly name: string;
  readonly sockets: Map<string, SocketInternals>;
  readonly _preConnectSockets: Map<string, SocketInternals>;
  /** Another one is put here by `Server.adapter`, and may be by a program. */
  adapter: AdapterInternals;
  readonly server: {
    readonly opts: { readonly connectionStateRecovery?: unknown };
  };
  /** Only a parent of dynamic namespaces has them. */
  readonly children?: Set<unknown>;
  _add(client: ClientInternals, auth: unknown, done: unknown): Promise<void>;
  _createSocket(
    client: ClientInternals,
    auth: Record<string, unknown>,
  ): Promise<SocketInternals>;
  run(socket: SocketInternals, done: unknown): void;
  _doConnect(socket: SocketInternals, done: unknown): void;
  listeners(event: string): unknown[];
  rawListeners(event: string): unknown[];
}
