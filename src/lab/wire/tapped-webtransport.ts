import type { WebTransport } from "socket.io-client";
import { createCrossings, type Crossings } from "./cross.ts";
import { GONE, type Severable } from "./faults.ts";
import { readBlobs } from "./read-blobs.ts";
import type {
  EnginePacket,
  MessageCounter,
  WireTap,
} from "./message-counter.ts";

type Base = InstanceType<typeof WebTransport>;
type Packet = Parameters<Base["onPacket"]>[0];

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

/**
 * WebTransport, told of and passed through the client's network like WebSocket. Its packets stand
 * in one stream of bytes: each counts as a frame, with the text that WebSocket would have.
 */
export function tapWebTransport(
  base: typeof WebTransport,
  tap: WireTap,
  counter: MessageCounter,
) {
  const { network } = tap;

  return class TappedWebTransport extends base implements Severable {
    readonly #cross: Crossings;
    constructor(opts: ConstructorParameters<typeof WebTransport>[0]) {
      super(opts);
      counter.watch(this.socket);
      this.#cross = createCrossings(this.socket, "webtransport", tap, counter);
    }
    protected override doOpen(): this {
      if (network.allows(this.name)) {
        network.joined(this);
        super.doOpen();
      } else setTimeout(() => this.onError("webtransport error", undefined));
      return this;
    }
    /** Its first packet, which opens it, has just been written. */
    protected override onOpen(): void {
      const { sid } = this.query;
      const data = sid === undefined ? "0" : `0${JSON.stringify({ sid })}`;
      const { socket: engine } = this;
      counter.record(
        { engine, transport: "webtransport", direction: "out" },
        { raw: data },
      );
      super.onOpen();
    }
    protected override write(packets: Packet[]): void {
      // Until they are read and written, the client holds the next back, so nothing overtakes.
      this.writable = false;
      const reading = readBlobs(packets);
      if (!reading) return this.#write(packets);
      reading.then(
        () => {
          if (this.readyState !== "closed") this.#write(packets);
        },
        (error: unknown) => this.onError("webtransport error", error),
      );
    }
    #write(packets: Packet[]): void {
      // They cross one by one, and are written together: the client waits for one drain.
      const kept: Packet[] = [];
      let left = packets.length;
      const settle = (): void => {
        left -= 1;
        if (left > 0) return;
        if (kept.length > 0) super.write(kept);
        else queueMicrotask(() => this.#drained());
      };
      for (const packet of packets) {
        this.#cross.out(
          { raw: frameOf(packet), packets: [packet] },
          {
            isOpen: () => this.readyState !== "closed",
            deliver() {
              kept.push(packet);
              settle();
            },
            lose: settle,
          },
        );
      }
    }
    #drained(): void {
      this.writable = true;
      this.emitReserved("drain");
    }
    protected override onPacket(packet: Packet): void {
      // The client is gone, which the server has not noticed.
      if (this.readyState === "closed") return;
      this.#cross.in(
        { raw: frameOf(packet) },
        {
          isOpen: () => this.readyState !== "closed",
          deliver: (frame) => tap.hand(frame, () => super.onPacket(packet)),
        },
      );
    }
    protected override onClose(details?: typeof GONE): void {
      network.left(this);
      super.onClose(details);
    }
    sever(): void {
      super.doClose();
      this.onClose(GONE);
    }
  };
}
