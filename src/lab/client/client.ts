import type { Socket } from "socket.io-client";
import { noteRegistrations, takeLine } from "../wire/call-sites.ts";
import type { LabServer } from "../backends/backend.ts";
import { createFaults, type Faults } from "../wire/faults.ts";
import { eventNames } from "../packet/event.ts";
import type { ConnectionState } from "../trace/hop.ts";
import type { TransportName } from "../packet/packet.ts";
import type { TappedFrame } from "../wire/ledger.ts";
import type { LessonOptions } from "../lesson.ts";
import type { ClientName } from "../people.ts";
import { nameTransports } from "../wire/named-transports.ts";
import { watchRetries, type Retry } from "../wire/retries.ts";
import type { NewHop, Trace } from "../trace/trace.ts";
import { createTappedTransports } from "../wire/wire.ts";

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
}

/** One participant of a lab, with a real socket. */
export interface LabClient {
  readonly name: ClientName;
  readonly socket: Socket;
  /** Breaks and mends its wire. */
  readonly faults: Faults;
  status(): ClientStatus;
  /** Told when the status changed. Returns what ends it. */
  subscribe(listener: () => void): () => void;
  /** Runs `action` so that what it sends names `cause` as its cause. */
  causing(cause: number, action: (socket: Socket) => unknown): void;
}

/** Makes one client of a lab: its socket, its tapped wire, its state in the trace. */
export function createClient(
  name: ClientName,
  server: LabServer,
  trace: Trace,
  now: () => number,
  options: LessonOptions = {},
): LabClient {
  const listeners = new Set<() => void>();
  let status: ClientStatus = {
    state: "disconnected",
    transport: undefined,
    id: undefined,
    reason: undefined,
    retry: undefined,
    recovered: false,
  };
  let cause: number | undefined;

  const { faults, network } = createFaults(name, (fault, text) => {
    trace.append({ kind: "fault", at: now(), client: name, fault, text });
  });

  const loss = (frame: number): NewHop => ({
    kind: "lost",
    at: now(),
    client: name,
    frame,
  });
  const lineOf = (frame: Omit<TappedFrame, "lost">): number | undefined => {
    if (frame.direction === "out") return frame.mark?.line;
    return eventNames(frame.data)
      .map((event) => registered.get(event))
      .find((line) => line !== undefined);
  };

  const socket = server.connect({
    ...options,
    transports: createTappedTransports(
      {
        network,
        mark: () => ({ cause, line: takeLine() }),
        frame({ mark, lost, ...frame }) {
          const line = lineOf({ mark, ...frame });
          const id = trace.hops.length;
          const hop: NewHop = {
            kind: "frame",
            at: now(),
            client: name,
            ...frame,
            cause: mark?.cause,
            line,
          };
          // A loss that is known at once is told with the frame.
          trace.appendAll(lost ? [hop, loss(id)] : [hop]);
          return id;
        },
        lose: (frame) => void trace.append(loss(frame)),
        hand(frame, give) {
          cause = frame;
          give();
          // socket.io-client calls handlers in the next microtask; this one comes after it.
          queueMicrotask(() =>
            queueMicrotask(() => (cause = cause === frame ? undefined : cause)),
          );
        },
      },
      server.transports,
    ),
  });
  nameTransports(socket.io.opts, options.transports);
  const registered = noteRegistrations(socket);

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
    }),
  );
  socket.on("disconnect", (reason) =>
    set({
      state: "disconnected",
      transport: undefined,
      id: undefined,
      reason,
      retry: undefined,
      recovered: false,
    }),
  );
  socket.on("connect_error", (error) =>
    set({ state: "disconnected", reason: error.message }),
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
    name,
    socket,
    faults,
    status: () => status,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    causing(by, action) {
      cause = by;
      try {
        action(socket);
      } finally {
        cause = undefined;
      }
    },
  };
}
