import type { WebTransport } from "socket.io-client";
import { GONE, type Severable } from "./faults.ts";
import { readBlobs } from "./read-blobs.ts";
import {
  bytesOf,
  sizeOf,
  type EnginePacket,
  type MessageCounter,
  type WireTap,
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
    constructor(opts: ConstructorParameters<typeof WebTransport>[0]) {
      super(opts);
      counter.watch(this.socket);
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
      counter.record(this.socket, "webtransport", "out", data, false);
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
      const kept: Packet[] = [];
      const frames: number[] = [];
      let size = 0;
      for (const packet of packets) {
        const data = bytesOf(frameOf(packet));
        const lost = network.loses("out", data, "webtransport");
        const frame = counter.record(
          this.socket,
          "webtransport",
          "out",
          data,
          lost,
          [packet],
        );
        if (lost) continue;
        kept.push(packet);
        frames.push(frame);
        size += sizeOf(data);
      }
      const send = (): void => {
        if (kept.length > 0) super.write(kept);
        else queueMicrotask(() => this.#drained());
      };
      network.carry("out", size, send, () => frames.forEach(tap.lose));
    }
    #drained(): void {
      this.writable = true;
      this.emitReserved("drain");
    }
    protected override onPacket(packet: Packet): void {
      const data = frameOf(packet);
      const bytes = bytesOf(data);
      const record = (lost: boolean) =>
        counter.record(this.socket, "webtransport", "in", data, lost);
      const give = (): void => super.onPacket(packet);
      const deliver = (): void => {
        if (this.readyState === "closed") return;
        const lost = network.loses("in", bytes, "webtransport");
        const frame = record(lost);
        if (!lost) tap.hand(frame, give);
      };
      network.carry("in", sizeOf(bytes), deliver, () => record(true));
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
