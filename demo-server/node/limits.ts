/** What a host allows; every one can be set to suit the place. */
export interface Limits {
  maxLabs: number;
  /** A class may share one address. */
  labsPerAddress: number;
  clientsPerLab: number;
  streamsPerLab: number;
  /** Connections to the chat; a reader has one a tab. */
  chatClients: number;
  /** A lab with no client and no stream is closed after this many milliseconds. */
  idleMs: number;
  /** A lab is closed at this age in milliseconds; whoever still uses it gets a new one. */
  maxAgeMs: number;
  /** Messages a connection may send: a steady rate a second, and how many at once. */
  messagesPerSecond: number;
  messageBurst: number;
  /** New connections from one address, likewise. */
  handshakesPerSecond: number;
  handshakeBurst: number;
  maxPayloadBytes: number;
  /** Restarts that one lab may be asked for, likewise. */
  restartsPerSecond: number;
  restartBurst: number;
}

export const defaultLimits: Readonly<Limits> = {
  maxLabs: 2_000,
  labsPerAddress: 1_200,
  clientsPerLab: 64,
  streamsPerLab: 64,
  chatClients: 2_000,
  idleMs: 60_000,
  maxAgeMs: 12 * 60 * 60 * 1_000,
  messagesPerSecond: 1_000,
  messageBurst: 2_000,
  handshakesPerSecond: 200,
  handshakeBurst: 8_000,
  maxPayloadBytes: 100_000,
  restartsPerSecond: 0.5,
  restartBurst: 5,
};
