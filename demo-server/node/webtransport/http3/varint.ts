/** An integer that was read, and where what follows it begins. */
export interface Read {
  value: number;
  end: number;
}

/**
 * Reads QUIC's integer of one, two, four or eight bytes (RFC 9000, section 16) at `start`;
 * undefined where some of its bytes have not come yet. One above 2^53 loses its lowest bits.
 */
export function readVarint(bytes: Uint8Array, start = 0): Read | undefined {
  const first = bytes[start];
  if (first === undefined) return undefined;
  const end = start + (1 << (first >> 6));
  if (bytes.length < end) return undefined;
  let value = first & 0x3f;
  for (const byte of bytes.subarray(start + 1, end)) value = value * 256 + byte;
  return { value, end };
}

/** Writes an integer below 2^53 in as few bytes as can be. */
export function writeVarint(value: number): Buffer {
  if (value < 2 ** 6) return Buffer.of(value);
  if (value < 2 ** 14) return Buffer.of(0x40 | (value >> 8), value & 0xff);
  const bytes = Buffer.alloc(value < 2 ** 30 ? 4 : 8);
  if (bytes.length === 4) bytes.writeUInt32BE(value + 0x8000_0000);
  else bytes.writeBigUInt64BE(BigInt(value) | (3n << 62n));
  return bytes;
}
