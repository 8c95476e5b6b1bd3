import {
  NodeWebSocket,
  NodeXHR,
  type Socket as SocketIoSocket,
  type WebTransport,
} from "socket.io-client";
import { GONE, type Severable } from "./faults.ts";
import { tapWebTransport } from "./wire-webtransport.ts";
import {
  bytesOf,
  createLedger,
  sizeOf,
  type EnginePacket,
  type WireTap,
} from "./ledger.ts";

type Transports = NonNullable<SocketIoSocket["io"]["opts"]["transports"]>;
type TransportClass = Extract<
  Transports[number],
  new (...args: never[]) => unknown
>;

/** The transports that are tapped, by their names. */
export interface BaseTransports {
  readonly polling: typeof NodeXHR;
  readonly websocket: typeof NodeWebSocket;
  readonly webtransport?: typeof WebTransport;
}

const OWN: BaseTransports = { polling: NodeXHR, websocket: NodeWebSocket };

/** A payload that says nothing: the answer to a poll whose packets got lost. */
const NOOP = "6";

/**
 * The client's own transports, each frame of theirs reported both ways: long polling first, then
 * WebSocket, probe and upgrade included, and WebTransport where `bases` has it. For the `transports` option of one client. Each frame
 * passes the client's network, which may hold it up, lose it, or end the connection.
 */
export function createTappedTransports(
  tap: WireTap,
  bases: BaseTransports = OWN,
): TransportClass[] {
  const ledger = createLedger(tap);
  const { network } = tap;

  class TappedPolling extends bases.polling implements Severable {
    #writing: readonly EnginePacket[] = [];
    #severed = false;
    constructor(opts: ConstructorParameters<typeof NodeXHR>[0]) {
      super(opts);
      ledger.watch(this.socket);
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
      const record = (lost: boolean) =>
        ledger.record(this.socket, "polling", "out", data, lost, this.#writing);
      if (network.loses("out", data, "polling")) {
        record(true);
        queueMicrotask(done);
        return;
      }
      const lose = record(false);
      const send = (): void => super.doWrite(data, done);
      network.carry("out", sizeOf(data), send, lose);
    }
    override onData(data: string): void {
      const record = (lost: boolean) =>
        ledger.record(this.socket, "polling", "in", data, lost);
      const deliver = (): void => {
        if (this.#severed) return;
        const lost = network.loses("in", data, "polling");
        record(lost);
        super.onData(lost ? NOOP : data);
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
  }

  class TappedWebSocket extends bases.websocket implements Severable {
    /** The client closed it; what it sent before may still be under way. */
    #closing = false;
    #ended = false;
    constructor(opts: ConstructorParameters<typeof NodeWebSocket>[0]) {
      super(opts);
      ledger.watch(this.socket);
    }
    override doOpen(): this {
      if (network.allows(this.name)) {
        network.joined(this);
        super.doOpen();
      } else setTimeout(() => this.onError("websocket error", undefined));
      return this;
    }
    override doWrite(packet: EnginePacket, data: unknown): void {
      const bytes = bytesOf(data);
      const lost = network.loses("out", bytes, "websocket");
      const lose = ledger.record(this.socket, "websocket", "out", data, lost, [
        packet,
      ]);
      if (lost) return;
      const write = super.doWrite as (
        packet: EnginePacket,
        raw: unknown,
      ) => void;
      const send = (): void =>
        this.#ended ? lose() : write.call(this, packet, data);
      network.carry("out", sizeOf(bytes), send, lose);
    }
    override onData(data: unknown): void {
      const bytes = bytesOf(data);
      const record = (lost: boolean) =>
        ledger.record(this.socket, "websocket", "in", data, lost);
      const deliver = (): void => {
        if (this.readyState === "closed") return;
        const lost = network.loses("in", bytes, "websocket");
        record(lost);
        if (!lost) (super.onData as (data: unknown) => void)(data);
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
  }

  const own = [TappedPolling, TappedWebSocket];
  const { webtransport } = bases;
  return webtransport
    ? [...own, tapWebTransport(webtransport, ledger, network)]
    : own;
}
