import {
  createPacketDecoderStream,
  createPacketEncoderStream,
} from "engine.io-parser";
import {
  io,
  NodeWebSocket,
  NodeXHR,
  WebTransport,
  type Socket,
} from "socket.io-client";
import { bufferOf, NO_CODE } from "#contract/network.ts";
import type { BaseTransports } from "../../wire/wire.ts";
import type { ClientOptions } from "../backend.ts";
import type { ClientNetwork, Connection } from "./client-network.ts";

interface EnginePacket {
  readonly type: string;
  readonly data?: unknown;
}

/** Nothing of the network goes out, so that its server needs no name. */
const ORIGIN = "http://in-this-tab";

/** A new socket, not yet opened, whose client has this end of the virtual network. */
export const socketOn = (
  network: ClientNetwork,
  options: ClientOptions,
): Socket =>
  io(ORIGIN, {
    ...options,
    transportOptions: onNetwork(network),
    forceNew: true,
    autoConnect: false,
  });

/** Tells a client's transports which network they are on, by its `transportOptions`. */
export const onNetwork = (network: ClientNetwork) => ({
  polling: { network },
  websocket: { network },
  webtransport: { network },
});

const networkOf = (opts: object): ClientNetwork => {
  const { network } = opts as { network?: ClientNetwork };
  if (!network)
    throw new TypeError("This transport needs a virtual network: onNetwork().");
  return network;
};

/** Long polling, its requests on the virtual network in the place of XMLHttpRequest's. */
class VirtualPolling extends NodeXHR {
  override doPoll(): void {
    networkOf(this.opts).request("GET", this.uri(), undefined, (response) => {
      if (response.status === 200) this.onData(response.body);
      else this.onError("xhr poll error", response.status);
    });
  }

  override doWrite(data: string, done: () => void): void {
    networkOf(this.opts).request("POST", this.uri(), data, ({ status }) => {
      if (status === 200) done();
      else this.onError("xhr post error", status);
    });
  }
}

/** What the client's WebSocket transport uses of a browser's `WebSocket`. */
class VirtualWebSocket {
  readonly #connection: Connection;
  binaryType = "arraybuffer";
  onopen: (() => void) | undefined;
  onmessage: ((event: { data: string | ArrayBuffer }) => void) | undefined;
  onerror: ((event: Event) => void) | undefined;
  onclose: ((event: { code: number; reason: string }) => void) | undefined;

  constructor(network: ClientNetwork, url: string) {
    this.#connection = network.connect("websocket", url, {
      open: () => this.onopen?.(),
      refused: () => this.onerror?.(new Event("error")),
      data: (data) => this.onmessage?.({ data }),
      closed: (code, reason) => this.onclose?.({ code, reason }),
    });
  }

  send(data: string | ArrayBuffer | ArrayBufferView): void {
    this.#connection.send(typeof data === "string" ? data : bufferOf(data));
  }

  close(): void {
    this.#connection.close(NO_CODE, "");
  }
}

class VirtualWebSocketTransport extends NodeWebSocket {
  override createSocket(uri: string): VirtualWebSocket {
    return new VirtualWebSocket(networkOf(this.opts), uri);
  }
}

/** WebTransport: one stream of packets, each with its length before it, on a virtual session. */
class VirtualWebTransport extends WebTransport {
  #session: Connection | undefined;
  #writer: WritableStreamDefaultWriter<EnginePacket> | undefined;

  protected override doOpen(): this {
    const decoder = createPacketDecoderStream(
      Number.MAX_SAFE_INTEGER,
      this.socket.binaryType,
    ) as TransformStream<
      Uint8Array,
      Parameters<VirtualWebTransport["onPacket"]>[0]
    >;
    const encoder = createPacketEncoderStream() as TransformStream<
      EnginePacket,
      Uint8Array
    >;
    const arriving = decoder.writable.getWriter();
    const session = networkOf(this.opts).connect(
      "webtransport",
      this.createUri("https"),
      {
        open: () => void this.#greet(),
        refused: () => this.onError("webtransport error", undefined),
        data(data) {
          if (typeof data !== "string")
            void arriving.write(new Uint8Array(data));
        },
        closed: () => this.onClose(),
      },
    );
    this.#session = session;
    this.#writer = encoder.writable.getWriter();
    const send = (bytes: Uint8Array): void => session.send(bufferOf(bytes));
    void encoder.readable.pipeTo(new WritableStream({ write: send }));
    void decoder.readable.pipeTo(
      new WritableStream({ write: (packet) => this.onPacket(packet) }),
    );
    return this;
  }

  /** The first packet says which connection is to be upgraded, if any is. */
  async #greet(): Promise<void> {
    const { sid } = this.query;
    const packet = { type: "open" };
    await this.#writer?.write(
      sid === undefined ? packet : { ...packet, data: JSON.stringify({ sid }) },
    );
    this.onOpen();
  }

  protected override write(packets: readonly EnginePacket[]): void {
    this.writable = false;
    const writer = this.#writer;
    if (!writer) return;
    // They are written in order, so that the last one is written when all are.
    for (const packet of packets.slice(0, -1)) void writer.write(packet);
    void writer.write(packets[packets.length - 1]).then(() => {
      this.writable = true;
      this.emitReserved("drain");
    });
  }

  protected override doClose(): void {
    this.#session?.close(0, "");
  }
}

/** The real client's transports, on the virtual network that `onNetwork` names. */
export const VIRTUAL_TRANSPORTS: BaseTransports = {
  polling: VirtualPolling,
  websocket: VirtualWebSocketTransport,
  webtransport: VirtualWebTransport,
};

/** Those that Flask's server has. */
export const FLASK_TRANSPORTS: BaseTransports = {
  polling: VirtualPolling,
  websocket: VirtualWebSocketTransport,
};
