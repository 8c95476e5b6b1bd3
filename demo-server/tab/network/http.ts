import { EventEmitter } from "node:events";

/** What of a TCP socket Engine.IO and programs look at: whose it is. */
export interface PeerSocket {
  readonly remoteAddress: string;
  readonly encrypted: false;
}

/** A request of the virtual network, as far as Engine.IO needs Node's `IncomingMessage`. */
export class VirtualRequest extends EventEmitter {
  readonly method: string;
  readonly url: string;
  readonly headers: Record<string, string>;
  readonly socket: PeerSocket;
  readonly connection: PeerSocket;
  readonly httpVersion = "1.1";
  destroyed = false;

  constructor(
    head: { method: string; url: string; headers: Record<string, string> },
    socket: PeerSocket,
    body?: string,
  ) {
    super();
    this.method = head.method;
    this.url = head.url;
    this.headers = head.headers;
    this.socket = socket;
    this.connection = socket;
    // The body flows once somebody listens for its end, as a Node stream's does.
    const onListener = (event: string): void => {
      if (event !== "end") return;
      this.off("newListener", onListener);
      queueMicrotask(() => {
        if (this.destroyed) return;
        if (body) this.emit("data", body);
        this.emit("end");
      });
    };
    this.on("newListener", onListener);
  }

  /** Bodies are text already. */
  setEncoding(): this {
    return this;
  }

  /** Ends the request before it is answered. */
  destroy(): this {
    if (this.destroyed) return this;
    this.destroyed = true;
    this.emit("close");
    return this;
  }
}

/** What a response is made of when it is sent. */
export interface Answer {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: string;
}

/** A response of the virtual network, as far as Engine.IO needs Node's `ServerResponse`. */
export class VirtualResponse extends EventEmitter {
  readonly req: VirtualRequest;
  readonly #headers = new Map<string, string>();
  readonly #send: (answer: Answer) => void;
  #body = "";
  statusCode = 200;
  headersSent = false;
  writableEnded = false;

  /** `send` is called once, when the response ends. */
  constructor(req: VirtualRequest, send: (answer: Answer) => void) {
    super();
    this.req = req;
    this.#send = send;
  }

  setHeader(name: string, value: unknown): this {
    this.#headers.set(name.toLowerCase(), String(value));
    return this;
  }

  getHeader(name: string): string | undefined {
    return this.#headers.get(name.toLowerCase());
  }

  removeHeader(name: string): void {
    this.#headers.delete(name.toLowerCase());
  }

  writeHead(status: number, headers: Record<string, unknown> = {}): this {
    this.statusCode = status;
    for (const [name, value] of Object.entries(headers))
      this.setHeader(name, value);
    this.headersSent = true;
    return this;
  }

  write(text: string): boolean {
    this.#body += text;
    return true;
  }

  end(text = ""): this {
    if (this.writableEnded) return this;
    this.#body += text;
    this.headersSent = true;
    this.writableEnded = true;
    const headers = Object.fromEntries(this.#headers);
    this.#send({ status: this.statusCode, headers, body: this.#body });
    queueMicrotask(() => {
      this.emit("finish");
      this.emit("close");
    });
    return this;
  }
}
