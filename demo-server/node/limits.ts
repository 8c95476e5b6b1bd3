import limits from "#contract/limits.json" with { type: "json" };

/** What a host allows; every one can be set to suit the place. */
export interface Limits {
  maxLabs: number;
  /** A class may share one address. */
  labsPerAddress: number;
  clientsPerLab: number;
  streamsPerLab: number;
  /** Connections to the chat; a reader has one a tab. */
  chatClients: number;
  /** A class may share one address; one address shuts nobody else out. */
  chatClientsPerAddress: number;
  /** A lab with no client and no stream is closed after this many milliseconds. */
  idleMs: number;
  /** A lab is closed at this age in milliseconds; whoever still uses it gets a new one. */
  maxAgeMs: number;
  /** Messages a connection may send: a steady rate a second, and how many at once. */
  messagesPerSecond: number;
  messageBurst: number;
  /** A message counts once more for each so many bytes. */
  bytesPerMessage: number;
  /** New connections from one address, likewise. */
  handshakesPerSecond: number;
  handshakeBurst: number;
  /** The most bytes that a client may send at once: Socket.IO's own figure. */
  maxPayloadBytes: number;
  /** What may wait for clients to read it, in bytes: whoever has more waiting is cut off. */
  unsentBytesPerConnection: number;
  unsentBytesPerLab: number;
  unsentBytesPerHost: number;
  /** Restarts that one lab may be asked for, likewise. */
  restartsPerSecond: number;
  restartBurst: number;
  /** Messages a page may send on a stream, likewise, and the most bytes of one. */
  streamMessagesPerSecond: number;
  streamMessageBurst: number;
  maxStreamPayloadBytes: number;
  /** Time for clients to see a proper end before their sockets are cut, in milliseconds. */
  stopGraceMs: number;
}

/** The figures where nothing else is said: the same file has them for the Flask host. */
export const defaultLimits: Readonly<Limits> = limits.host;
