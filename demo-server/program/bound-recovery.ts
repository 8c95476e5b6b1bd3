/**
 * The most bytes of packets that are kept for clients which may come back: one that missed more
 * could not be sent it at once either.
 */
const MOST_BYTES = 2_000_000;

/** What is touched of the adapter that recovers connections, as of socket.io-adapter 2.5. */
interface RecoveringAdapter {
  /** Oldest first; a timer takes those away that are too old. */
  readonly packets: unknown[];
  encoder: { encode(packet: unknown): readonly unknown[] };
  broadcast(packet: unknown, options: unknown): void;
}

/**
 * Bounds what connection state recovery keeps, which otherwise is all that was broadcast in two
 * minutes, however much. Who comes back later than that finds its offset gone: it is not recovered.
 */
export function boundRecovery({ adapter }: { adapter: object }): void {
  if (!isRecovering(adapter)) return;
  const { packets, encoder } = adapter;
  const kept: { packet: unknown; bytes: number }[] = [];
  let bytes = 0;
  let encoded = 0;

  function drop(): void {
    bytes -= kept.shift()?.bytes ?? 0;
  }

  const encode = encoder.encode.bind(encoder);
  adapter.encoder = {
    encode(packet) {
      const parts = encode(packet);
      encoded = parts.reduce<number>((sum, part) => sum + sizeOf(part), 0);
      return parts;
    },
  };
  const broadcast = adapter.broadcast.bind(adapter);
  adapter.broadcast = (packet, options) => {
    const before = packets.at(-1);
    broadcast(packet, options);
    const newest = packets.at(-1);
    if (newest === before) return;
    kept.push({ packet: newest, bytes: encoded });
    bytes += encoded;
    while (kept[0]?.packet !== packets[0]) drop();
    while (bytes > MOST_BYTES && packets.length > 1) {
      packets.shift();
      drop();
    }
  };
}

const isRecovering = (adapter: object): adapter is RecoveringAdapter =>
  "packets" in adapter && Array.isArray(adapter.packets);

const sizeOf = (part: unknown): number =>
  typeof part === "string"
    ? part.length
    : ArrayBuffer.isView(part) || part instanceof ArrayBuffer
      ? part.byteLength
      : 0;
