import type { EmitHop, MessageRef } from "#contract/hop.ts";
import { trackOf } from "./connection.ts";
import type {
  BroadcastOptions,
  NamespaceInternals,
  SentPacket,
  SocketInternals,
} from "./internals.ts";
import type { Tap } from "./tap.ts";

/** By Socket.IO's packet type; binary types are told apart only when encoded. */
const HOWS: readonly EmitHop["how"][] = [
  "connect",
  "disconnect",
  "socket",
  "ack",
  "connect_error",
];
const CONNECT = 0;
const EVENT = 2;
const CONNECT_ERROR = 4;

/** Makes a method in the place of `Socket.packet` that tells of each packet sent to one socket. */
export function tappedPacket(
  packet: SocketInternals["packet"],
): SocketInternals["packet"] {
  return function send(
    this: SocketInternals,
    sent: SentPacket,
    options?: object,
  ): void {
    const track = trackOf(this.client.conn);
    if (!track) return packet.call(this, sent, options);
    const { tap } = track;
    const { type } = sent;
    // Socket.IO sends these by itself, so no line of the program is on the stack.
    const line =
      type === CONNECT || type === CONNECT_ERROR
        ? undefined
        : tap.lineBelow(send);
    const event = type === EVENT ? eventOf(sent) : undefined;
    const to: MessageRef[] = [];
    const outer = tap.sending;
    tap.sending = to;
    try {
      packet.call(this, sent, options);
    } finally {
      tap.sending = outer;
    }
    const how = HOWS[type] ?? "socket";
    tap.emit(
      { namespace: this.nsp.name, line },
      { how, event, rooms: [], except: [], to },
    );
  };
}

/** Makes a namespace's adapter tell of each broadcast once, however many receive it. */
export function tapBroadcasts(
  tap: Tap,
  { name, adapter }: NamespaceInternals,
): void {
  // The list of recipients is written down as the packet is handed to each connection,
  // so that who was passed over (a volatile event, a closed connection) is not in it.
  const tell = (
    packet: SentPacket,
    options: BroadcastOptions,
    below: (...values: never) => unknown,
    send: () => void,
  ): void => {
    const { direct } = tap;
    tap.direct = false;
    const line = tap.lineBelow(below);
    const event = eventOf(packet);
    const to = collect(tap, send);
    const how = direct ? "socket" : "broadcast";
    const rooms = direct ? [] : Array.from(options.rooms, String);
    const except = Array.from(options.except ?? [], String);
    tap.emit({ namespace: name, line }, { how, event, rooms, except, to });
  };
  const broadcast = adapter.broadcast.bind(adapter);
  const broadcastWithAck = adapter.broadcastWithAck.bind(adapter);
  adapter.broadcast = function one(packet, options) {
    tell(packet, options, one, () => broadcast(packet, options));
  };
  adapter.broadcastWithAck = function one(packet, options, ...rest) {
    tell(packet, options, one, () =>
      broadcastWithAck(packet, options, ...rest),
    );
  };
}

/** With connection state recovery `socket.emit` goes through the adapter: marks it as its own. */
export function tapDirectEmits(tap: Tap, socket: SocketInternals): void {
  const emit = socket.emit.bind(socket);
  socket.emit = (event, ...values) => {
    tap.direct = true;
    try {
      return emit(event, ...values);
    } finally {
      tap.direct = false;
    }
  };
}

/** Tells of sockets that join and leave rooms other than their own. */
export function tapRooms(tap: Tap, namespace: NamespaceInternals): void {
  const { name, adapter, sockets, _preConnectSockets: connecting } = namespace;
  for (const kind of ["join", "leave"] as const) {
    adapter.on(`${kind}-room`, function one(room: unknown, id: string): void {
      if (room === id) return;
      const socket = sockets.get(id) ?? connecting.get(id);
      // A recovered socket joins its rooms while it is being made.
      const engine = socket?.client.conn.id ?? tap.creating;
      if (engine === undefined) return;
      tap.room(
        { namespace: name, line: tap.lineBelow(one) },
        kind,
        String(room),
        engine,
      );
    });
  }
}

/** Runs `send` and gives the messages that it handed to connections. */
function collect(tap: Tap, send: () => void): MessageRef[] {
  const outer = tap.sending;
  const messages: MessageRef[] = [];
  tap.sending = messages;
  try {
    send();
  } finally {
    tap.sending = outer;
  }
  return messages;
}

function eventOf({ data }: SentPacket): string | undefined {
  return Array.isArray(data) ? String(data[0]) : undefined;
}
