import { EventEmitter } from "node:events";
import { LOST, NO_CODE, TOO_BIG, type NetworkData } from "#contract/network.ts";
import type { PeerSocket, VirtualRequest } from "./http.ts";

/** What carries a WebSocket's frames to its client. */
export interface Link {
  send(data: string | Uint8Array): void;
  close(code: number, reason: string): void;
}

/** The server's end of a WebSocket, as far as Engine.IO needs the `ws` package's. */
export class VirtualWebSocket extends EventEmitter {
  readonly _socket: PeerSocket;
  readonly #link: Link;
  readonly #maxPayload: number;
  /** As browsers count it: open, closing, closed. */
  readyState: 1 | 2 | 3 = 1;

  /** Takes messages of up to `maxPayload` bytes. */
  constructor(link: Link, peer: PeerSocket, maxPayload = Infinity) {
    super();
    this.#link = link;
    this.#maxPayload = maxPayload;
    this._socket = peer;
  }

  send(data: string | Uint8Array, done?: (error?: Error) => void): void {
    if (this.readyState === 1) this.#link.send(data);
    // Like `ws`, which never calls back in the same turn.
    if (done) queueMicrotask(done);
  }

  close(code = NO_CODE, reason = ""): void {
    if (this.readyState !== 1) return;
    this.readyState = 2;
    this.#link.close(code, reason);
    queueMicrotask(() => this.closed(code, reason));
  }

  /** Ends it without a goodbye. */
  terminate(): void {
    this.close(LOST);
  }

  /** A frame has come from the client. */
  received(data: NetworkData): void {
    if (this.readyState !== 1) return;
    const bytes = toBuffer(data);
    if (bytes.length <= this.#maxPayload) {
      this.emit("message", bytes, typeof data !== "string");
      return;
    }
    // As `ws` does: the client is told why, and so is Engine.IO.
    this.close(TOO_BIG);
    this.emit("error", new RangeError("Max payload size exceeded"));
  }

  /** The connection is gone. */
  closed(code: number, reason: string): void {
    if (this.readyState === 3) return;
    this.readyState = 3;
    this.emit("close", code, toBuffer(reason));
  }
}

/** Node gives a frame's content as a `Buffer`, text too. */
const toBuffer = (data: NetworkData): Buffer =>
  typeof data === "string" ? Buffer.from(data) : Buffer.from(data);

/** A TCP socket that asks to become a WebSocket, as far as Engine.IO needs Node's. */
export class VirtualUpgrade extends EventEmitter {
  readonly #accept: (maxPayload?: number) => VirtualWebSocket;
  readonly #refuse: (status: number) => void;
  #answer = "";
  #opened: VirtualWebSocket | undefined;
  writable = true;

  constructor(
    accept: (maxPayload?: number) => VirtualWebSocket,
    refuse: (status: number) => void,
  ) {
    super();
    this.#accept = accept;
    this.#refuse = refuse;
  }

  /** Opens the WebSocket. */
  accept(maxPayload?: number): VirtualWebSocket {
    return (this.#opened = this.#accept(maxPayload));
  }

  /** Takes the text of an HTTP response, by which an upgrade is refused. */
  write(text: string): boolean {
    this.#answer += text;
    return true;
  }

  end(): this {
    return this.destroy();
  }

  destroy(): this {
    if (!this.writable) return this;
    this.writable = false;
    // Engine.IO looks at the protocol's revision only when the WebSocket is open.
    if (this.#opened) this.#opened.terminate();
    else
      this.#refuse(Number(/^HTTP\/1\.1 (\d+)/.exec(this.#answer)?.[1] ?? 400));
    this.emit("close");
    return this;
  }
}

/** The class that Engine.IO opens WebSockets with, in the place of the `ws` package's `Server`. */
export class VirtualWebSocketServer extends EventEmitter {
  readonly #maxPayload: number | undefined;

  constructor({ maxPayload }: { maxPayload?: number } = {}) {
    super();
    this.#maxPayload = maxPayload;
  }

  handleUpgrade(
    req: VirtualRequest,
    socket: VirtualUpgrade,
    _head: unknown,
    opened: (websocket: VirtualWebSocket) => void,
  ): void {
    this.emit("headers", [], req);
    opened(socket.accept(this.#maxPayload));
  }

  /** It holds nothing open by itself. */
  close(): void {}
}
