import type { EnginePacket } from "./message-counter.ts";

/**
 * Reads the Blobs and Files of packets that are about to be written, so that what leaves has its
 * bytes and its size; undefined where there are none. Whoever waits must hold back what comes next.
 */
export function readBlobs(
  packets: readonly EnginePacket[],
): Promise<unknown> | undefined {
  const reading = packets.flatMap((packet) => {
    const { data } = packet;
    if (!(data instanceof Blob)) return [];
    // The packet stays the same object: it is marked with its cause.
    return data
      .arrayBuffer()
      .then((bytes) => Object.assign(packet, { data: bytes }));
  });
  return reading.length > 0 ? Promise.all(reading) : undefined;
}
