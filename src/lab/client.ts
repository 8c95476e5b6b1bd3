import type { Socket } from "socket.io-client";
import { takeLine } from "./call-sites.ts";
import type { LabServer } from "./backends/backend.ts";
import { eventNames } from "./frame-event.ts";
import type { ConnectionState, TransportName } from "./hop.ts";
import type { ClientName } from "./lesson.ts";
import type { Pacer } from "./pacer.ts";
import type { Trace } from "./trace.ts";
import { createTappedTransports, type TappedFrame } from "./wire.ts";

/** What a client's screen shows of its connection. */
export interface ClientStatus {
  readonly state: ConnectionState;
  readonly transport: TransportName | undefined;
  /** The socket's id while it is connected. */
  readonly id: string | undefined;
  readonly reason: string | undefined;
}

/** One participant of a lab, with a real socket. */
export interface LabClient {
  readonly name: ClientName;
  readonly socket: Socket;
  status(): ClientStatus;
  /** Told when the status changed. Returns what ends it. */
  subscribe(listener: () => void): () => void;
  /** Runs `action` so that what it sends names `cause` as its cause. */
  causing(cause: number, action: (socket: Socket) => unknown): void;
}

/** Listens to the methods that register handlers, for the line of client.jsx that does so. */
function noteRegistrations(socket: Socket): Map<string, number> {
  const lines = new Map<string, number>();
  const on = socket.on.bind(socket);
  socket.on = ((event: string, listener: (...args: unknown[]) => void) => {
    const line = takeLine();
    if (line !== undefined) lines.set(event, line);
    return on(event, listener);
  }) as typeof socket.on;
  return lines;
}

/** Makes one client of a lab: its socket, its tapped wire, its state in the trace. */
export function createClient(
  name: ClientName,
  server: LabServer,
  trace: Trace,
  now: () => number,
  pace: Pacer,
): LabClient {
  const listeners = new Set<() => void>();
  let status: ClientStatus = {
    state: "disconnected",
    transport: undefined,
    id: undefined,
    reason: undefined,
  };
  let cause: number | undefined;

  const lineOf = (frame: TappedFrame): number | undefined => {
    if (frame.direction === "out") return frame.mark?.line;
    return eventNames(frame.data)
      .map((event) => registered.get(event))
      .find((line) => line !== undefined);
  };

  const socket = server.connect({
    transports: createTappedTransports(
      {
        mark: () => ({ cause, line: takeLine() }),
        frame({ mark, ...frame }) {
          const line = lineOf({ mark, ...frame });
          const hop = trace.append({
            kind: "frame",
            at: now(),
            client: name,
            ...frame,
            cause: mark?.cause,
            line,
          });
          return hop.id;
        },
        async hand(frame, give) {
          cause = frame;
          give();
          // socket.io-client calls handlers in the next microtask; this comes after it.
          await Promise.resolve();
          await Promise.resolve();
          if (cause === frame) cause = undefined;
        },
        pace,
      },
      server.transports,
    ),
  });
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
      });
    }
    for (const listener of listeners) listener();
  };

  /** Of an open connection only: before, there is no engine. */
  const transport = (): TransportName =>
    socket.io.engine.transport.name as TransportName;
  const opening = (): void => set({ state: "connecting", reason: undefined });

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
    }),
  );
  socket.on("disconnect", (reason) =>
    set({ state: "disconnected", transport: undefined, id: undefined, reason }),
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

  return {
    name,
    socket,
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
