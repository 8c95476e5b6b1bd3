import type { Connection } from "../../tap/connection.ts";

/** What a packet costs beside its data, in bytes: its object, and what its frame is kept in. */
const PACKET_BYTES = 256;
/** How often a client may ask whether another transport works; it asks each once. */
const MOST_PROBES = 10;

/** What one connection was given to send and has not handed to the network yet. */
export interface Unsent {
  readonly bytes: number;
  /** Ends the connection at once, with all that waits. */
  cut(): void;
}

/** What is touched of Engine.IO's connections, as of 6.6, and of what they send by. */
interface EngineConnection {
  readonly transport: EngineTransport;
  on(event: "packetCreate", listener: (packet: Packet) => void): unknown;
  on(event: "flush" | "upgrading", listener: () => void): unknown;
}

interface EngineTransport {
  readonly name: string;
  /** Of WebSocket. */
  readonly socket?: { terminate(): void };
  /** The answer to the poll that hangs. */
  readonly res?: PollAnswer | null;
  /** All that it was given has left; polling says so too early. */
  on(event: "drain", listener: () => void): unknown;
}

interface PollAnswer {
  once(event: "close", listener: () => void): unknown;
  destroy(): void;
}

interface Packet {
  readonly data?: unknown;
}

/**
 * Counts a connection's unsent bytes: those in its own buffer, those that its transport has, and
 * polls' answers that nobody reads, which Engine.IO takes for sent. `changed` is told of each change.
 */
export function countUnsent(
  connection: Connection,
  changed: (by: number) => void,
): Unsent {
  const engine = connection as unknown as EngineConnection;
  const answers = new Map<PollAnswer, number>();
  let probes = 0;
  let waiting = 0;
  let leaving = 0;
  let answering = 0;
  let known: EngineTransport | undefined;
  let isOpen = true;

  engine.on("packetCreate", ({ data }) => {
    if (!isOpen) return;
    const size = PACKET_BYTES + sizeOf(data);
    waiting += size;
    changed(size);
  });

  engine.on("flush", () => {
    const { transport } = engine;
    const size = waiting;
    waiting = 0;
    if (transport.name === "polling") {
      if (transport.res) answer(transport.res, size);
      else changed(-size);
      return;
    }
    leaving += size;
    if (transport === known) return;
    known = transport;
    transport.on("drain", () => {
      changed(-leaving);
      leaving = 0;
    });
  });

  // What answers them is sent past the connection, on the other transport.
  engine.on("upgrading", () => {
    probes += 1;
    if (probes > MOST_PROBES) connection.close(true);
  });

  function answer(to: PollAnswer, size: number): void {
    answers.set(to, size);
    answering += size;
    to.once("close", () => taken(to));
  }

  function taken(to: PollAnswer): void {
    const size = answers.get(to) ?? 0;
    if (!answers.delete(to)) return;
    answering -= size;
    changed(-size);
  }

  // What answers polls may outlive the session: it is in the hands of HTTP.
  connection.once("close", () => {
    isOpen = false;
    changed(-waiting - leaving);
    waiting = leaving = 0;
  });

  return {
    get bytes() {
      return waiting + leaving + answering;
    },
    cut() {
      const { socket } = engine.transport;
      connection.close(true);
      // Else what waits would be kept until the client has read it, or half a minute.
      socket?.terminate();
      for (const one of [...answers.keys()]) {
        one.destroy();
        taken(one);
      }
    },
  };
}

function sizeOf(data: unknown): number {
  if (typeof data === "string") return Buffer.byteLength(data);
  return data instanceof ArrayBuffer || ArrayBuffer.isView(data)
    ? data.byteLength
    : 0;
}
