/** What HTTP/3 does to the QUIC connection that it stands on. */
export interface QuicStreams {
  /**
   * Sends bytes on a stream, after those sent before; `last` ends it. Resolves when QUIC has taken
   * them, and rejects where the other side wants no more or is gone.
   */
  write(stream: number, bytes: Uint8Array, last?: boolean): Promise<void>;
  /** Looks again whether a stream has something for its handler, which is ready again. */
  resume(stream: number): void;
  /** Ends a stream in both directions at once; what was sent on it may get lost. */
  abort(stream: number, code: number): void;
}

/** Takes what comes on one stream. */
export interface StreamHandler {
  /** Whether it takes more now; what comes meanwhile waits, and holds the sender up. */
  ready(): boolean;
  /** Some bytes; `last` where no more follow. May throw an `Http3Error`. */
  data(bytes: Buffer, last: boolean): void;
  /** The other side has ended the stream early. May throw an `Http3Error`. */
  broken(): void;
}
