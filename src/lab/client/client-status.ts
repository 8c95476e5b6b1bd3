import type { Socket } from "socket.io-client";
import { failureOf } from "../backends/connection-failure.ts";
import type { TransportName } from "../packet/packet.ts";
import type { ClientName } from "../people.ts";
import type { ConnectionState } from "../trace/hop.ts";
import type { Trace } from "../trace/trace.ts";
import { watchRetries, type Retry } from "../wire/retries.ts";

/** What a client's screen shows of its connection. */
export interface ClientStatus {
  readonly state: ConnectionState;
  readonly transport: TransportName | undefined;
  /** The socket's id while it is connected. */
  readonly id: string | undefined;
  readonly reason: string | undefined;
  /** The attempt to connect again that it waits for. */
  readonly retry: Retry | undefined;
  /** Connected with the session as it was: `socket.recovered`. */
  readonly recovered: boolean;
  /** What the server said when it refused the last connection that this client asked for. */
  readonly refusal: string | undefined;
  /** What became of a message that was too large, until the reader does something else. */
  readonly loss: string | undefined;
}

/** Whether a connection ended, or never came about, and its client did not want that. */
export const isBrokenOff = ({ state, reason }: ClientStatus): boolean =>
  state === "disconnected" &&
  reason !== undefined &&
  reason !== "io client disconnect";

/** A client's status, as it is now. */
export interface StatusStore {
  status(): ClientStatus;
  /** Told when the status changed. Returns what ends it. */
  subscribe(listener: () => void): () => void;
  /** Says no more what became of an earlier message. */
  forgetLoss(): void;
}

/** What a client's status is read off, besides its socket. */
interface StatusDeps {
  readonly name: ClientName;
  readonly trace: Trace;
  /** Milliseconds since the lab opened. */
  readonly now: () => number;
  /** What became of the last message, if it was too large, once the connection has ended. */
  readonly whatWasLost: () => string | undefined;
}

/** Not connected; why, and what is waited for, is said beside it. */
export const APART = {
  state: "disconnected",
  transport: undefined,
  id: undefined,
  reason: undefined,
  retry: undefined,
  recovered: false,
  refusal: undefined,
  loss: undefined,
} as const satisfies ClientStatus;

/** Whether a connection ended without a word, as it does when a server takes no more of a message. */
const isCut = (reason: string): boolean =>
  reason === "transport close" || reason === "transport error";

function refusalIn(details: unknown): string | undefined {
  const failure = failureOf(details);
  return failure.is === "refused" ? failure.refusal.message : undefined;
}

/**
 * Follows a socket's connection. Each change of its state, with the reason, stands in the trace,
 * and each attempt to connect again. It replaces the socket's `connect` and `disconnect`, which
 * change the state without an event that says so.
 */
export function followStatus(
  socket: Socket,
  { name, trace, now, whatWasLost }: StatusDeps,
): StatusStore {
  const listeners = new Set<() => void>();
  let status: ClientStatus = APART;

  const note = (text: string): void =>
    void trace.append({ kind: "note", at: now(), text });
  const set = (change: Partial<ClientStatus>): void => {
    const before = status;
    status = { ...status, ...change };
    if (status.state !== before.state || status.reason !== before.reason) {
      trace.append({
        kind: "state",
        at: now(),
        client: name,
        state: status.state,
        reason: status.reason,
        ...(status.recovered ? { recovered: true } : undefined),
      });
    }
    const { refusal, loss } = status;
    if (refusal !== undefined && refusal !== before.refusal)
      note(`${name}’s connection was refused. ${refusal}`);
    if (loss !== undefined && loss !== before.loss) note(loss);
    for (const listener of listeners) listener();
  };

  /** Of an open connection only: before, there is no engine. */
  const transport = (): TransportName =>
    socket.io.engine.transport.name as TransportName;
  const opening = (): void =>
    set({ state: "connecting", reason: undefined, retry: undefined });

  watchRetries(socket.io, ({ attempt, delay }) => {
    trace.append({ kind: "retry", at: now(), client: name, attempt, delay });
    set({ retry: { attempt, delay, at: performance.now() + delay } });
  });
  socket.io.on("reconnect_attempt", opening);
  socket.io.on("open", () => {
    socket.io.engine.on("upgrade", () => set({ transport: transport() }));
  });
  socket.on("connect", () =>
    set({
      state: "connected",
      transport: transport(),
      id: socket.id,
      reason: undefined,
      retry: undefined,
      // It is undefined where the server has no recovery.
      recovered: (socket.recovered as boolean | undefined) ?? false,
      refusal: undefined,
    }),
  );
  socket.on("disconnect", (reason, details) =>
    set({
      ...APART,
      reason,
      refusal: refusalIn(details),
      loss: isCut(reason) ? whatWasLost() : undefined,
    }),
  );
  socket.on("connect_error", (error) =>
    set({
      state: "disconnected",
      reason: error.message,
      refusal: refusalIn(error),
    }),
  );

  const connect = socket.connect.bind(socket);
  socket.connect = socket.open = () => {
    const idle = !socket.active || !socket.connected;
    connect();
    if (idle && status.state === "disconnected") opening();
    return socket;
  };

  const disconnect = socket.disconnect.bind(socket);
  socket.disconnect = socket.close = () => {
    disconnect();
    // While it waits for its next attempt there is no connection whose end an event would tell.
    if (status.retry) set({ retry: undefined });
    return socket;
  };

  return {
    status: () => status,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    forgetLoss() {
      if (status.loss !== undefined) set({ loss: undefined });
    },
  };
}
