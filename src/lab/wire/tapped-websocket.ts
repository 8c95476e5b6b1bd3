import type { NodeWebSocket } from "socket.io-client";
import { createCrossings, type Crossings } from "./cross.ts";
import { GONE, type Severable } from "./faults.ts";
import { readBlobs } from "./read-blobs.ts";
import type {
  EnginePacket,
  MessageCounter,
  WireTap,
} from "./message-counter.ts";

/** WebSocket, each frame told of, and passed through the client's network, both ways. */
export function tapWebSocket(
  base: typeof NodeWebSocket,
  tap: WireTap,
  counter: MessageCounter,
) {
  const { network } = tap;

  return class TappedWebSocket extends base implements Severable {
    readonly #cross: Crossings;
    /** The client closed it; what it sent before may still be under way. */
    #closing = false;
    #ended = false;
    constructor(opts: ConstructorParameters<typeof NodeWebSocket>[0]) {
      super(opts);
      counter.watch(this.socket);
      this.#cross = createCrossings(this.socket, "websocket", tap, counter);
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
      const write = super.doWrite as (
        packet: EnginePacket,
        raw: unknown,
      ) => void;
      this.#cross.out(
        { raw: data, packets: [packet] },
        {
          isOpen: () => !this.#ended,
          deliver: () => write.call(this, packet, data),
        },
      );
    }
    override onData(data: unknown): void {
      // The client is gone, which the server has not noticed.
      if (this.readyState === "closed") return;
      const give = (): void => (super.onData as (data: unknown) => void)(data);
      this.#cross.in(
        { raw: data },
        {
          isOpen: () => this.readyState !== "closed",
          deliver: (frame) => tap.hand(frame, give),
        },
      );
    }
    override doClose(): void {
      this.#closing = true;
      const end = (): void => this.#end();
      // After what was sent before it.
      network.carry("out", { size: 0, deliver: end, drop: end });
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
