import type { Cause } from "#contract/hop.ts";
import type { Tap } from "./tap.ts";

/** An Engine.IO connection, as far as it is watched. */
export interface Connection {
  readonly id: string;
  readonly readyState: string;
  on(
    event: "packet" | "packetCreate",
    listener: (packet: EnginePacket) => void,
  ): unknown;
  once(event: "close", listener: () => void): unknown;
  close(discard?: boolean): void;
  [TRACK]?: Track;
}

interface EnginePacket {
  type: string;
  data?: unknown;
}

/** Counts of one connection's messages; a binary packet's attachments count one each. */
export interface Track {
  readonly tap: Tap;
  readonly id: string;
  received: number;
  sent: number;
  /** First messages of the packets that have arrived and not been handled yet, oldest first. */
  readonly arrived: number[];
  /** The message that asked to connect, by namespace. */
  readonly connects: Map<string, number>;
  /** Says whether one more message, of so many bytes, may come. */
  readonly admit: ((bytes: number) => boolean) | undefined;
  readonly refuse: () => void;
}

const TRACK = Symbol("track");

/** Starts to count a connection's messages. Must be called before any has crossed. */
export function trackConnection(
  conn: Connection,
  tap: Tap,
  limit?: { admit: (bytes: number) => boolean; refuse: () => void },
): void {
  conn[TRACK] = {
    tap,
    id: conn.id,
    received: 0,
    sent: 0,
    arrived: [],
    connects: new Map(),
    admit: limit?.admit,
    refuse: limit?.refuse ?? (() => undefined),
  };
  // Shared functions, not closures: a host has thousands of connections.
  conn.on("packet", onReceive);
  conn.on("packetCreate", onSend);
}

/** The counts of a connection that is watched. */
export function trackOf(conn: Connection): Track | undefined {
  return conn[TRACK];
}

/** The oldest packet that has arrived and is handled now, as a cause. */
export function takeArrived(track: Track): Cause | undefined {
  const message = track.arrived.shift();
  return message === undefined
    ? undefined
    : { by: "message", message: [track.id, message] };
}

/** The message that asked to connect to a namespace, as a cause. */
export function takeConnect(
  track: Track,
  namespace: string,
): Cause | undefined {
  const message = track.connects.get(namespace);
  track.connects.delete(namespace);
  return message === undefined
    ? undefined
    : { by: "message", message: [track.id, message] };
}

function onReceive(this: Connection, packet: EnginePacket): void {
  const track = this[TRACK];
  if (!track || packet.type !== "message") return;
  track.received++;
  const { data } = packet;
  if (track.admit && !track.admit(sizeOf(data))) {
    track.refuse();
    return;
  }
  // What is not text is an attachment of the packet before it.
  if (typeof data !== "string") return;
  if (data.startsWith("0"))
    track.connects.set(namespaceOf(data, 1), track.received);
  else track.arrived.push(track.received);
}

function onSend(this: Connection, packet: EnginePacket): void {
  const track = this[TRACK];
  if (!track || packet.type !== "message") return;
  track.sent++;
  const { data } = packet;
  if (typeof data !== "string") return;
  const { tap } = track;
  if (tap.sending) {
    tap.sending.push([track.id, track.sent]);
  } else if (data.startsWith("4")) {
    // A namespace that does not exist is refused without a socket, hence past every other hook.
    const namespace = namespaceOf(data, 1);
    tap.emit(
      { namespace, cause: takeConnect(track, namespace) },
      {
        how: "connect_error",
        rooms: [],
        except: [],
        to: [[track.id, track.sent]],
      },
    );
  }
}

/** Bytes of a message; a letter counts for one. */
const sizeOf = (data: unknown): number =>
  typeof data === "string"
    ? data.length
    : data instanceof ArrayBuffer || ArrayBuffer.isView(data)
      ? data.byteLength
      : 0;

/** Reads the namespace of an encoded packet, whose name ends with a comma. */
function namespaceOf(text: string, from: number): string {
  if (text[from] !== "/") return "/";
  const end = text.indexOf(",", from);
  return text.slice(from, end < 0 ? undefined : end);
}
