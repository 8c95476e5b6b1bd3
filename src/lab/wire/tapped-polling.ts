import type { NodeXHR } from "socket.io-client";
import { createCrossings, type Crossings } from "./cross.ts";
import { GONE, type Severable } from "./faults.ts";
import type {
  EnginePacket,
  MessageCounter,
  WireTap,
} from "./message-counter.ts";

/** A payload that says nothing: the answer to a poll whose packets got lost. */
const NOOP = "6";

/** Long polling, each payload told of, and passed through the client's network, both ways. */
export function tapPolling(
  base: typeof NodeXHR,
  tap: WireTap,
  counter: MessageCounter,
) {
  const { network } = tap;

  return class TappedPolling extends base implements Severable {
    readonly #cross: Crossings;
    #writing: readonly EnginePacket[] = [];
    #severed = false;
    constructor(opts: ConstructorParameters<typeof NodeXHR>[0]) {
      super(opts);
      counter.watch(this.socket);
      this.#cross = createCrossings(this.socket, "polling", tap, counter);
    }
    override doOpen(): void {
      if (network.allows(this.name)) {
        network.joined(this);
        super.doOpen();
      } else setTimeout(() => this.onError("xhr poll error", 0));
    }
    override pause(onPause: () => void): void {
      super.pause(() => {
        network.left(this);
        onPause();
      });
    }
    override write(packets: readonly EnginePacket[]): void {
      this.#writing = packets;
      super.write(packets);
    }
    override doWrite(data: string, done: () => void): void {
      this.#cross.out(
        { raw: data, packets: this.#writing },
        {
          isOpen: () => true,
          deliver: () => super.doWrite(data, done),
          lose: () => queueMicrotask(done),
        },
      );
    }
    override onData(data: string): void {
      if (this.#severed) return;
      this.#cross.in(
        { raw: data },
        {
          isOpen: () => !this.#severed,
          deliver: (frame) => tap.hand(frame, () => super.onData(data)),
          lose: () => super.onData(NOOP),
        },
      );
    }
    override onClose(details?: typeof GONE): void {
      network.left(this);
      super.onClose(details);
    }
    sever(): void {
      // The server would miss the client only at the next heartbeat, so it gets a goodbye.
      if (this.readyState === "open") super.doWrite("1", () => undefined);
      this.#severed = true;
      this.onClose(GONE);
    }
  };
}
