import { EventEmitter } from "node:events";
import { LOST, NO_CODE, type NetworkData } from "#contract/network.ts";
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
  /** As browsers count it: open, closing, closed. */
  readyState: 1 | 2 | 3 = 1;

  constructor(link: Link, peer: PeerSocket) {
    super();
    this.#link = link;
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
    if (this.readyState === 1)
      this.emit("message", toBuffer(data), typeof data !== "string");
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
  readonly #accept: () => VirtualWebSocket;
  readonly #refuse: (status: number) => void;
  #answer = "";
  #opened: VirtualWebSocket | undefined;
  writable = true;

  constructor(
    accept: () => VirtualWebSocket,
    refuse: (status: number) => void,
  ) {
    super();
    this.#accept = accept;
    this.#refuse = refuse;
  }

  /** Opens the WebSocket. */
  accept(): VirtualWebSocket {
    return (this.#opened = this.#accept());
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
  handleUpgrade(
    req: VirtualRequest,
    socket: VirtualUpgrade,
    _head: unknown,
    opened: (websocket: VirtualWebSocket) => void,
  ): void {
    this.emit("headers", [], req);
    opened(socket.accept());
  }

  /** It holds nothing open by itself. */
  close(): void {}
}
