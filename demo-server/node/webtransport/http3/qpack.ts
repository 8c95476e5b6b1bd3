import { CODE, Http3Error } from "./http3-error.ts";
import { readHuffman } from "./huffman.ts";
import type { Read } from "./varint.ts";

/** Header fields by their names; only such as could be read. */
export type Fields = ReadonlyMap<string, string>;

/**
 * What a request for a session can need of QPACK's static table (RFC 9204, appendix A). A field
 * with any other of its 99 names is left out.
 */
const STATIC_TABLE: Readonly<
  Record<number, readonly [name: string, value: string]>
> = {
  0: [":authority", ""],
  1: [":path", "/"],
  15: [":method", "CONNECT"],
  17: [":method", "GET"],
  20: [":method", "POST"],
  22: [":scheme", "http"],
  23: [":scheme", "https"],
  90: ["origin", ""],
};
const STATIC_TABLE_SIZE = 99;

/**
 * Decodes the fields of a request. They must not refer to a dynamic table, since this server's
 * settings allow none. Throws where they are malformed.
 */
export function readFields(block: Uint8Array): Fields {
  const fields = new Map<string, string>();
  const required = readInteger(block, 0, 8);
  if (required.value !== 0) throw malformed();
  let at = readInteger(block, required.end, 7).end;
  while (at < block.length) {
    const { name, value, end } = readField(block, at);
    if (name !== undefined && value !== undefined) fields.set(name, value);
    at = end;
  }
  return fields;
}

interface Field {
  name: string | undefined;
  value: string | undefined;
  end: number;
}

function readField(block: Uint8Array, at: number): Field {
  const first = block[at] ?? 0;
  const isIndexed = (first & 0x80) !== 0;
  if (isIndexed || (first & 0x40) !== 0) {
    const isStatic = (first & (isIndexed ? 0x40 : 0x10)) !== 0;
    const index = readInteger(block, at, isIndexed ? 6 : 4);
    if (!isStatic || index.value >= STATIC_TABLE_SIZE) throw malformed();
    const [name, value] = STATIC_TABLE[index.value] ?? [];
    if (isIndexed) return { name, value, end: index.end };
    const given = readText(block, index.end, 7);
    return { name, value: given.text, end: given.end };
  }
  // Both of a name and its value are written out; the rest would need a dynamic table.
  if ((first & 0x20) === 0) throw malformed();
  const name = readText(block, at, 3);
  const value = readText(block, name.end, 7);
  return { name: name.text, value: value.text, end: value.end };
}

/** Reads a text, before whose length of `bits` stands a bit that says whether it is Huffman-coded. */
function readText(
  block: Uint8Array,
  at: number,
  bits: number,
): { text: string | undefined; end: number } {
  const length = readInteger(block, at, bits);
  const end = length.end + length.value;
  if (end > block.length) throw malformed();
  const bytes = block.subarray(length.end, end);
  const isHuffman = ((block[at] ?? 0) & (1 << bits)) !== 0;
  return {
    text: isHuffman
      ? readHuffman(bytes)
      : Buffer.from(bytes).toString("latin1"),
    end,
  };
}

/** Reads an integer that begins with the last `bits` of a byte (RFC 7541, section 5.1). */
function readInteger(block: Uint8Array, at: number, bits: number): Read {
  const most = (1 << bits) - 1;
  let value = (block[at] ?? NaN) & most;
  if (at >= block.length) throw malformed();
  if (value < most) return { value, end: at + 1 };
  for (let end = at + 1, scale = 1; scale < 2 ** 28; scale *= 128) {
    const byte = block[end++];
    if (byte === undefined) throw malformed();
    value += (byte & 0x7f) * scale;
    if (byte < 0x80) return { value, end };
  }
  throw malformed();
}

const malformed = (): Http3Error =>
  new Http3Error(CODE.decompressionFailed, "These fields cannot be read.");

/** Encodes the fields of an answer, each written out; none may be longer than 126 bytes. */
export function writeFields(
  fields: readonly (readonly [name: string, value: string])[],
): Buffer {
  return Buffer.concat([
    // No dynamic table: neither a required insert count nor a base.
    Buffer.of(0, 0),
    ...fields.flatMap(([name, value]) => [
      name.length < 7
        ? Buffer.of(0x20 | name.length)
        : Buffer.of(0x27, name.length - 7),
      Buffer.from(name, "latin1"),
      Buffer.of(value.length),
      Buffer.from(value, "latin1"),
    ]),
  ]);
}
