import { EventEmitter } from "node:events";
import { Socket } from "socket.io";
import type { Cause } from "#contract/hop.ts";
import { takeArrived, takeConnect, trackOf } from "./connection.ts";
import {
  tapBroadcasts,
  tapDirectEmits,
  tapRooms,
  tappedPacket,
} from "./emits.ts";
import { tapNamespaceHandlers, tapSocketHandlers } from "./handlers.ts";
import type {
  ClientInternals,
  NamespaceInternals,
  SentPacket,
  Session,
  SocketInternals,
} from "./internals.ts";
import type { Scope } from "./scope.ts";
import type { Tap } from "./tap.ts";

/** Makes the sockets of a tapped namespace. */
export type SocketMaker = new (
  nsp: NamespaceInternals,
  client: ClientInternals,
  auth: Record<string, unknown>,
  session?: Session,
) => SocketInternals;

/** Socket.IO's packet types. */
const EVENT = 2;
const BINARY_EVENT = 5;
/** Not the socket's own `emit`, which sends. */
const { emit: callListeners } = EventEmitter.prototype;

/** Makes the class of sockets that tell what they do; one serves every lab. */
export function createTappedSocket(): SocketMaker {
  class TappedSocket extends Socket {}
  const prototype = TappedSocket.prototype as unknown as SocketInternals;
  const {
    packet,
    dispatch,
    _onpacket: onPacket,
  } = Socket.prototype as unknown as SocketInternals;
  prototype.packet = tappedPacket(packet);
  prototype._onpacket = tappedOnPacket(onPacket);
  prototype.dispatch = tappedDispatch(dispatch);
  tapSocketHandlers(prototype);
  return TappedSocket as unknown as SocketMaker;
}

/** Whatever runs for an incoming packet has it as its cause: middleware, handlers, ack callbacks. */
function tappedOnPacket(
  onPacket: SocketInternals["_onpacket"],
): SocketInternals["_onpacket"] {
  return function receive(this: SocketInternals, packet: SentPacket): void {
    const track = trackOf(this.client.conn);
    if (!track) return onPacket.call(this, packet);
    const { tap } = track;
    const cause = takeArrived(track);
    const plainEvent =
      (packet.type === EVENT || packet.type === BINARY_EVENT) &&
      !this.fns.length;
    try {
      if (plainEvent) {
        // `dispatch` below carries the cause to the handlers; a scope each message would cost more.
        tap.incoming = cause;
        onPacket.call(this, packet);
      } else {
        tap.scopes.run(
          cause ? { tap, cause } : { tap },
          handOn,
          onPacket,
          this,
          packet,
        );
      }
    } catch (error) {
      tap.report(error);
    } finally {
      tap.incoming = undefined;
    }
  };
}

/** Socket.IO's own `dispatch`, with the cause carried along, telling when the handlers have ended. */
function tappedDispatch(
  dispatch: SocketInternals["dispatch"],
): SocketInternals["dispatch"] {
  return function carry(this: SocketInternals, values: unknown[]): void {
    const tap = trackOf(this.client.conn)?.tap;
    // With middleware, `incoming` is not set, and the scope has the cause.
    const cause = tap?.incoming ?? tap?.scopes.get()?.cause;
    if (!tap || !cause) return dispatch.call(this, values);
    if (!this.fns.length) {
      process.nextTick(handle, tap, cause, this, values);
      return;
    }
    this.run(values, (error) =>
      process.nextTick(handle, tap, cause, this, values, error),
    );
  };
}

/** Calls the handlers of an event, or tells the socket of the `error` of a middleware that refused it. */
function handle(
  tap: Tap,
  cause: Cause,
  socket: SocketInternals,
  values: unknown[],
  error?: Error,
): void {
  const place = { namespace: socket.nsp.name, cause };
  tap.handle(place, String(values[0]), socket.client.conn.id, () => {
    if (error) socket._onerror(error);
    else if (socket.connected) callHandlers(tap, cause, socket, values);
  });
}

function callHandlers(
  tap: Tap,
  cause: Cause,
  socket: SocketInternals,
  values: unknown[],
): void {
  tap.incoming = cause;
  try {
    Reflect.apply(callListeners, socket, values);
  } catch (error) {
    tap.report(error);
  } finally {
    tap.incoming = undefined;
  }
}

function handOn(
  onPacket: SocketInternals["_onpacket"],
  socket: SocketInternals,
  packet: SentPacket,
): void {
  onPacket.call(socket, packet);
}

/** Taps a namespace: its sockets, its adapter, its handlers. */
export function tapNamespace(
  tap: Tap,
  nsp: NamespaceInternals,
  MakeSocket: SocketMaker,
): void {
  tapNamespaceHandlers(tap, nsp);
  // A parent of dynamic namespaces has no sockets; its children are tapped one by one.
  if (nsp.children) return;
  tapAdapters(tap, nsp);
  tapConnects(tap, nsp);
  nsp._createSocket = async (client, auth) => {
    const session = await sessionOf(nsp, auth);
    tap.creating = client.conn.id;
    try {
      const socket = new MakeSocket(nsp, client, auth, session);
      if (nsp.server.opts.connectionStateRecovery) tapDirectEmits(tap, socket);
      return socket;
    } finally {
      tap.creating = undefined;
    }
  };
}

/** Taps a namespace's adapter, and each that is put in its place. */
function tapAdapters(tap: Tap, nsp: NamespaceInternals): void {
  let { adapter } = nsp;
  const tapAdapter = (): void => {
    tapBroadcasts(tap, nsp);
    tapRooms(tap, nsp);
  };
  Object.defineProperty(nsp, "adapter", {
    configurable: true,
    enumerable: true,
    get: () => adapter,
    set(next: typeof adapter) {
      adapter = next;
      tapAdapter();
    },
  });
  tapAdapter();
}

/** Whatever runs for a connect to a namespace has the packet that asked for it as its cause. */
function tapConnects(tap: Tap, nsp: NamespaceInternals): void {
  const add = nsp._add.bind(nsp);
  const run = nsp.run.bind(nsp);
  const doConnect = nsp._doConnect.bind(nsp);
  const connecting = new WeakMap<ClientInternals, Scope>();
  nsp._add = async (client, auth, done) => {
    const track = trackOf(client.conn);
    const cause = track && takeConnect(track, nsp.name);
    const scope: Scope = cause ? { tap, cause } : { tap };
    connecting.set(client, scope);
    try {
      await tap.scopes.run(scope, add, client, auth, done);
    } catch (error) {
      tap.report(error);
    }
  };
  // Both come after an `await` of Socket.IO's own, which not every place can follow.
  nsp.run = (socket, done) =>
    tap.scopes.run(connecting.get(socket.client) ?? { tap }, run, socket, done);
  nsp._doConnect = (socket, done) => {
    const scope = connecting.get(socket.client) ?? { tap };
    connecting.delete(socket.client);
    const place = { namespace: nsp.name, cause: scope.cause };
    tap.handle(place, "connection", socket.client.conn.id, () =>
      tap.scopes.run(scope, doConnect, socket, done),
    );
  };
}

/** What Socket.IO's own `_createSocket` asks the adapter for; a session it cannot give is none. */
async function sessionOf(
  { adapter, server }: NamespaceInternals,
  { pid, offset }: Record<string, unknown>,
): Promise<Session | undefined> {
  if (!server.opts.connectionStateRecovery) return undefined;
  if (typeof pid !== "string" || typeof offset !== "string") return undefined;
  try {
    return (await adapter.restoreSession(pid, offset)) ?? undefined;
  } catch {
    return undefined;
  }
}
