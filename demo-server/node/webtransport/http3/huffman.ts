/**
 * The characters that HPACK's Huffman code (RFC 7541, appendix B) writes in so many bits. The code
 * is canonical, so lengths and order give the codes. Longer ones stand for nothing that a path, an
 * origin or the name of a field holds.
 */
const BY_LENGTH: readonly [bits: number, characters: string][] = [
  [5, "012aceiost"],
  [6, " %-./3456789=A_bdfghlmnpru"],
  [7, ":BCDEFGHIJKLMNOPQRSTUVWYjkqvwxyz"],
  [8, "&*,;XZ"],
  [10, '!"()?'],
  [11, "'+|"],
  [12, "#>"],
  [13, "\0$@[]~"],
  [14, "^}"],
  [15, "<`{"],
];

/** Characters by their codes, each with a 1 before it so that its length is told too. */
function createTable(): ReadonlyMap<number, string> {
  const table = new Map<number, string>();
  let code = 0;
  let length = 0;
  for (const [bits, characters] of BY_LENGTH) {
    code <<= bits - length;
    length = bits;
    for (const character of characters)
      table.set((1 << bits) | code++, character);
  }
  return table;
}

let table: ReadonlyMap<number, string> | undefined;

/** Decodes a Huffman-coded text; undefined where it is malformed or holds a rare character. */
export function readHuffman(bytes: Uint8Array): string | undefined {
  table ??= createTable();
  let text = "";
  let seen = 1;
  for (const byte of bytes) {
    for (let bit = 7; bit >= 0; bit--) {
      seen = (seen << 1) | ((byte >> bit) & 1);
      const character = table.get(seen);
      if (character !== undefined) {
        text += character;
        seen = 1;
      } else if (seen >= 1 << 16) return undefined;
    }
  }
  // What is left fills the last byte: fewer than eight bits, each of them 1.
  const isPadding = seen < 1 << 8 && (seen & (seen + 1)) === 0;
  return isPadding ? text : undefined;
}
