/** Encodes ASN.1 by the rules of DER, as far as a certificate needs it. */

const TAG = {
  integer: 0x02,
  bits: 0x03,
  octets: 0x04,
  objectId: 0x06,
  text: 0x0c,
  time: 0x17,
  sequence: 0x30,
  set: 0x31,
} as const;

/** One value, with its tag and its length before it. */
export function encode(tag: number, ...content: readonly Uint8Array[]): Buffer {
  const body = Buffer.concat(content);
  const size = body.length;
  const length =
    size < 0x80
      ? Buffer.of(size)
      : size < 0x100
        ? Buffer.of(0x81, size)
        : Buffer.of(0x82, size >> 8, size & 0xff);
  return Buffer.concat([Buffer.of(tag), length, body]);
}

export const sequence = (...parts: readonly Uint8Array[]): Buffer =>
  encode(TAG.sequence, ...parts);
export const set = (...parts: readonly Uint8Array[]): Buffer =>
  encode(TAG.set, ...parts);
export const octets = (bytes: Uint8Array): Buffer => encode(TAG.octets, bytes);
/** Bits that fill their bytes. */
export const bits = (bytes: Uint8Array): Buffer =>
  encode(TAG.bits, Buffer.of(0), bytes);
export const text = (value: string): Buffer =>
  encode(TAG.text, Buffer.from(value));
/** A number above zero, by its bytes; the first must not be zero. */
export const integer = (bytes: Uint8Array): Buffer =>
  encode(TAG.integer, Buffer.alloc((bytes[0] ?? 0) >> 7), bytes);
/** A moment before 2050, to the second. */
export const time = (date: Date): Buffer =>
  encode(
    TAG.time,
    Buffer.from(
      date
        .toISOString()
        .slice(2)
        .replace(/[-T:]|\.\d+/g, ""),
    ),
  );

/** The name of a thing, as numbers with dots between them; the first two are below 40. */
export function objectId(name: string): Buffer {
  const [first = 0, second = 0, ...rest] = name.split(".").map(Number);
  const bytes = [40 * first + second];
  for (const number of rest) {
    const digits = [number & 0x7f];
    for (let left = number >> 7; left > 0; left >>= 7)
      digits.unshift(0x80 | (left & 0x7f));
    bytes.push(...digits);
  }
  return encode(TAG.objectId, Buffer.from(bytes));
}
