import type { WebTransport } from "socket.io-client";
import { GONE, type Network, type Severable } from "./faults.ts";
import { bytesOf, sizeOf, type EnginePacket, type Ledger } from "./ledger.ts";

type Base = typeof WebTransport;
type Packets = Parameters<InstanceType<Base>["write"]>[0];
type Packet = Parameters<InstanceType<Base>["onPacket"]>[0];

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
 * A client's WebTransport, tapped as its other transports are. Its packets stand in one stream of
 * bytes: each is a frame, with the text that WebSocket has.
 */
export function tapWebTransport(base: Base, ledger: Ledger, network: Network) {
  class TappedWebTransport extends base implements Severable {
    constructor(opts: ConstructorParameters<Base>[0]) {
      super(opts);
      ledger.watch(this.socket);
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
      ledger.record(this.socket, "webtransport", "out", data, false);
      super.onOpen();
    }
    protected override write(packets: Packets): void {
      // Until they are written, the client holds the next back, so nothing overtakes.
      this.writable = false;
      const kept: Packets = [];
      const losses: (() => void)[] = [];
      let size = 0;
      for (const packet of packets) {
        const frame = bytesOf(frameOf(packet));
        const lost = network.loses("out", frame, "webtransport");
        losses.push(
          ledger.record(this.socket, "webtransport", "out", frame, lost, [
            packet,
          ]),
        );
        if (lost) continue;
        kept.push(packet);
        size += sizeOf(frame);
      }
      const lose = (): void => losses.forEach((each) => each());
      const send = (): void => {
        if (kept.length > 0) super.write(kept);
        else queueMicrotask(() => this.#drained());
      };
      network.carry("out", size, send, lose);
    }
    #drained(): void {
      this.writable = true;
      this.emitReserved("drain");
    }
    protected override onPacket(packet: Packet): void {
      const frame = bytesOf(frameOf(packet));
      const record = (lost: boolean) =>
        ledger.record(this.socket, "webtransport", "in", frame, lost);
      const deliver = (): void => {
        if (this.readyState === "closed") return;
        const lost = network.loses("in", frame, "webtransport");
        record(lost);
        if (!lost) super.onPacket(packet);
      };
      network.carry("in", sizeOf(frame), deliver, () => record(true));
    }
    protected override onClose(details?: typeof GONE): void {
      network.left(this);
      super.onClose(details);
    }
    sever(): void {
      super.doClose();
      this.onClose(GONE);
    }
  }
  return TappedWebTransport;
}
