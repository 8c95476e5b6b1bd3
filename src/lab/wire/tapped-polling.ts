import type { NodeXHR } from "socket.io-client";
import { GONE, type Severable } from "./faults.ts";
import {
  sizeOf,
  type EnginePacket,
  type MessageCounter,
  type WireTap,
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
    #writing: readonly EnginePacket[] = [];
    #severed = false;
    constructor(opts: ConstructorParameters<typeof NodeXHR>[0]) {
      super(opts);
      counter.watch(this.socket);
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
      const lost = network.loses("out", data, "polling");
      const frame = counter.record(
        this.socket,
        "polling",
        "out",
        data,
        lost,
        this.#writing,
      );
      if (lost) {
        queueMicrotask(done);
        return;
      }
      const send = (): void => super.doWrite(data, done);
      network.carry("out", sizeOf(data), send, () => tap.lose(frame));
    }
    override onData(data: string): void {
      const record = (lost: boolean) =>
        counter.record(this.socket, "polling", "in", data, lost);
      const deliver = (): void => {
        if (this.#severed) return;
        const lost = network.loses("in", data, "polling");
        const frame = record(lost);
        if (lost) super.onData(NOOP);
        else tap.hand(frame, () => super.onData(data));
      };
      if (this.#severed) return;
      network.carry("in", sizeOf(data), deliver, () => record(true));
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
