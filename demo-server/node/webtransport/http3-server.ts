/** One stream of a session, in both directions. */
export interface SessionStream {
  readonly readable: ReadableStream<Uint8Array>;
  readonly writable: WritableStream<Uint8Array>;
}

/** A WebTransport session at the server, in the shape that Engine.IO takes. */
export interface WebTransportSession {
  readonly ready: Promise<void>;
  /** Resolves when the session is over, whoever ended it; never rejects. */
  readonly closed: Promise<void>;
  readonly incomingBidirectionalStreams: ReadableStream<SessionStream>;
  close(): void;
}

/** A client asks for a session; it must be told once whether it gets one. */
export interface SessionRequest {
  /** Of the address it asks for, with the query. */
  readonly path: string;
  /** Host and port of the address; undefined where the client has not said it. */
  readonly authority: string | undefined;
  /** Whose page asks; undefined where the client has not said it. */
  readonly origin: string | undefined;
  /** The client's own IP address. */
  readonly address: string;
  accept(): WebTransportSession;
  /** Says no, with a status of HTTP. */
  refuse(status: number): void;
}

/** An HTTP/3 server that listens. */
export interface Http3Server {
  readonly port: number;
  close(): Promise<void>;
}

/** What an HTTP/3 server is told when it is made. */
export interface Http3Options {
  readonly host: string;
  /** A UDP port; with 0 it takes one that is free. */
  readonly port: number;
  /**
   * Called with the SHA-256 of a certificate in base64, once the server listens and whenever it
   * takes a new one: a page knows a certificate of the server's own making by that alone.
   */
  readonly onCertificate: (hash: string) => void;
  readonly onRequest: (request: SessionRequest) => void;
}

/**
 * Serves WebTransport by HTTP/3. Whatever does this can stand in the place of `http3/listen.ts`:
 * only `serve-webtransport.ts` imports that. Rejects with a sentence for the console where it
 * cannot serve.
 */
export type ListenHttp3 = (options: Http3Options) => Promise<Http3Server>;
