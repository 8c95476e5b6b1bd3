import type { NodeWebSocket } from "socket.io-client";
import { GONE, type Severable } from "./faults.ts";
import { readBlobs } from "./read-blobs.ts";
import {
  bytesOf,
  sizeOf,
  type EnginePacket,
  type MessageCounter,
  type WireTap,
} from "./message-counter.ts";

/** WebSocket, each frame told of, and passed through the client's network, both ways. */
export function tapWebSocket(
  base: typeof NodeWebSocket,
  tap: WireTap,
  counter: MessageCounter,
) {
  const { network } = tap;

  return class TappedWebSocket extends base implements Severable {
    /** The client closed it; what it sent before may still be under way. */
    #closing = false;
    #ended = false;
    constructor(opts: ConstructorParameters<typeof NodeWebSocket>[0]) {
      super(opts);
      counter.watch(this.socket);
    }
    override doOpen(): this {
      if (network.allows(this.name)) {
        network.joined(this);
        super.doOpen();
      } else setTimeout(() => this.onError("websocket error", undefined));
      return this;
    }
    override write(packets: EnginePacket[]): void {
      const reading = readBlobs(packets);
      if (!reading) return super.write(packets);
      // Until they are read, the client holds the next back.
      this.writable = false;
      reading.then(
        () => {
          if (this.readyState !== "closed") super.write(packets);
        },
        (error: unknown) => this.onError("websocket error", error),
      );
    }
    override doWrite(packet: EnginePacket, data: unknown): void {
      const bytes = bytesOf(data);
      const lost = network.loses("out", bytes, "websocket");
      const frame = counter.record(
        this.socket,
        "websocket",
        "out",
        data,
        lost,
        [packet],
      );
      if (lost) return;
      const write = super.doWrite as (
        packet: EnginePacket,
        raw: unknown,
      ) => void;
      const lose = (): void => tap.lose(frame);
      const send = (): void =>
        this.#ended ? lose() : write.call(this, packet, data);
      network.carry("out", sizeOf(bytes), send, lose);
    }
    override onData(data: unknown): void {
      const bytes = bytesOf(data);
      const record = (lost: boolean) =>
        counter.record(this.socket, "websocket", "in", data, lost);
      const give = (): void => (super.onData as (data: unknown) => void)(data);
      const deliver = (): void => {
        if (this.readyState === "closed") return;
        const lost = network.loses("in", bytes, "websocket");
        const frame = record(lost);
        if (!lost) tap.hand(frame, give);
      };
      network.carry("in", sizeOf(bytes), deliver, () => record(true));
    }
    override doClose(): void {
      this.#closing = true;
      const end = (): void => this.#end();
      // After what was sent before it.
      network.carry("out", 0, end, end);
    }
    override onClose(details?: typeof GONE): void {
      network.left(this);
      if (!this.#closing) this.#ended = true;
      super.onClose(details);
    }
    #end(): void {
      if (!this.#ended) super.doClose();
      this.#ended = true;
    }
    sever(): void {
      this.#end();
      this.onClose(GONE);
    }
  };
}
