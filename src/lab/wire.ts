import {
  NodeWebSocket,
  NodeXHR,
  type Socket as SocketIoSocket,
  type WebTransport,
} from "socket.io-client";
import type { FrameHop, TransportName } from "./hop.ts";
import type { Pacer } from "./pacer.ts";

/** A frame as the wire saw it, before the trace gives it a place. */
export type TappedFrame = Pick<
  FrameHop,
  "direction" | "transport" | "engine" | "messages" | "data" | "size"
> & { readonly mark: PacketMark | undefined };

/** What was going on in the page when a packet was made. */
export interface PacketMark {
  readonly cause: number | undefined;
  readonly line: number | undefined;
}

/** What a wire reports to. */
export interface WireTap {
  /** Called as a packet is made, in the turn of the `emit` that made it. */
  mark(): PacketMark;
  /** Called as a frame leaves or arrives. */
  frame(frame: TappedFrame): number;
  /** Gives the client the frame that `frame` was told of; resolves when its handlers have run. */
  hand(frame: number, give: () => void): Promise<void>;
  /** Decides when that happens. */
  readonly pace: Pacer;
}

type CloseDetails = Parameters<
  InstanceType<typeof NodeWebSocket>["onClose"]
>[0];
type Transports = NonNullable<SocketIoSocket["io"]["opts"]["transports"]>;
type TransportClass = Extract<
  Transports[number],
  new (...args: never[]) => unknown
>;
interface EnginePacket {
  readonly type: string;
  readonly data?: unknown;
}

/** The transports that are tapped, by their names. */
export interface BaseTransports {
  readonly polling: typeof NodeXHR;
  readonly websocket: typeof NodeWebSocket;
  readonly webtransport?: typeof WebTransport;
}

interface EngineSocket {
  readonly id?: string;
  on(event: "packetCreate", listener: (packet: EnginePacket) => void): unknown;
}

const SEPARATOR = "\x1e";
const encoder = new TextEncoder();

/** Bytes of a frame's content. */
export const sizeOf = (data: string | Uint8Array): number =>
  typeof data === "string" ? encoder.encode(data).length : data.byteLength;

/** Engine.IO messages in a frame: `4…`, binary, or `b…` (base64) in a polling payload. */
const countMessages = (data: string | Uint8Array): number =>
  typeof data === "string" ? data.split(SEPARATOR).filter(isMessage).length : 1;
const isMessage = (packet: string): boolean =>
  packet.startsWith("4") || packet.startsWith("b");

const bytesOf = (data: unknown): string | Uint8Array => {
  if (typeof data === "string") return data;
  if (data instanceof ArrayBuffer) return new Uint8Array(data);
  if (ArrayBuffer.isView(data))
    return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  return "";
};

/** The engine id that a handshake carries, before the client itself knows it. */
const sidIn = (data: string | Uint8Array): string | undefined =>
  typeof data === "string" ? /^0\{"sid":"([^"]+)"/.exec(data)?.[1] : undefined;

/** Watches one client's engine connections: counts messages across an upgrade, and marks packets. */
function createLedger(tap: WireTap) {
  const counts = new WeakMap<EngineSocket, { in: number; out: number }>();
  const marks = new WeakMap<EnginePacket, PacketMark>();

  const countsOf = (engine: EngineSocket) => {
    const known = counts.get(engine);
    if (known) return known;
    const fresh = { in: 0, out: 0 };
    counts.set(engine, fresh);
    engine.on("packetCreate", (packet) => marks.set(packet, tap.mark()));
    return fresh;
  };

  return {
    watch: countsOf,
    record(
      engine: EngineSocket,
      transport: TransportName,
      direction: "in" | "out",
      raw: unknown,
      packets: readonly EnginePacket[] = [],
    ): number {
      const data = bytesOf(raw);
      const total = countsOf(engine);
      const messages = Array.from(
        { length: countMessages(data) },
        () => (total[direction] += 1),
      );
      const mark = packets
        .map((packet) => marks.get(packet))
        .find(
          (found) => found?.cause !== undefined || found?.line !== undefined,
        );
      return tap.frame({
        direction,
        transport,
        engine: engine.id ?? sidIn(data),
        messages,
        data,
        size: sizeOf(data),
        mark,
      });
    },
  };
}

/** Engine.IO's packet types; a packet's place is its first character on the wire. */
const PACKET_TYPES = [
  "open",
  "close",
  "ping",
  "pong",
  "message",
  "upgrade",
  "noop",
];

/** A packet as it stands in a WebSocket frame. */
const frameOf = ({ type, data = "" }: EnginePacket): unknown =>
  typeof data === "string" ? `${PACKET_TYPES.indexOf(type)}${data}` : data;

const OWN: BaseTransports = { polling: NodeXHR, websocket: NodeWebSocket };

/**
 * The client's own transports, each frame of theirs reported both ways: long polling first, then
 * WebSocket, probe and upgrade included, and WebTransport where `bases` has it. For the
 * `transports` option of one client.
 */
export function createTappedTransports(
  tap: WireTap,
  bases: BaseTransports = OWN,
): TransportClass[] {
  const ledger = createLedger(tap);

  class TappedPolling extends bases.polling {
    #writing: readonly EnginePacket[] = [];
    constructor(opts: ConstructorParameters<typeof NodeXHR>[0]) {
      super(opts);
      ledger.watch(this.socket);
    }
    override write(packets: readonly EnginePacket[]): void {
      this.#writing = packets;
      super.write(packets);
    }
    override doWrite(data: string, done: () => void): void {
      ledger.record(this.socket, "polling", "out", data, this.#writing);
      super.doWrite(data, done);
    }
    override onData(data: string): void {
      const frame = ledger.record(this.socket, "polling", "in", data);
      void tap.hand(frame, () => super.onData(data));
    }
  }

  class TappedWebSocket extends bases.websocket {
    constructor(opts: ConstructorParameters<typeof NodeWebSocket>[0]) {
      super(opts);
      ledger.watch(this.socket);
    }
    override doWrite(packet: EnginePacket, data: unknown): void {
      ledger.record(this.socket, "websocket", "out", data, [packet]);
      (super.doWrite as (packet: EnginePacket, data: unknown) => void)(
        packet,
        data,
      );
    }
    override onData(data: unknown): void {
      const frame = ledger.record(this.socket, "websocket", "in", data);
      tap.pace(() =>
        tap.hand(frame, () => (super.onData as (data: unknown) => void)(data)),
      );
    }
    /** Not before the frames that came earlier. */
    override onClose(details?: CloseDetails): void {
      tap.pace(() => super.onClose(details));
    }
  }

  if (!bases.webtransport) return [TappedPolling, TappedWebSocket];

  // Its packets stand in one stream of bytes: each is a frame, with the text that WebSocket has.
  class TappedWebTransport extends bases.webtransport {
    constructor(opts: ConstructorParameters<typeof WebTransport>[0]) {
      super(opts);
      ledger.watch(this.socket);
    }
    /** Its first packet, which opens it, has just been written. */
    protected override onOpen(): void {
      const { sid } = this.query;
      const data = sid === undefined ? "0" : `0${JSON.stringify({ sid })}`;
      ledger.record(this.socket, "webtransport", "out", data);
      super.onOpen();
    }
    protected override write(
      packets: Parameters<InstanceType<typeof WebTransport>["write"]>[0],
    ): void {
      for (const packet of packets)
        ledger.record(this.socket, "webtransport", "out", frameOf(packet), [
          packet,
        ]);
      super.write(packets);
    }
    protected override onPacket(
      packet: Parameters<InstanceType<typeof WebTransport>["onPacket"]>[0],
    ): void {
      const data = frameOf(packet);
      const frame = ledger.record(this.socket, "webtransport", "in", data);
      tap.pace(() => tap.hand(frame, () => super.onPacket(packet)));
    }
  }

  return [TappedPolling, TappedWebSocket, TappedWebTransport];
}
