/** Bytes in hexadecimal, two digits each and a space between; "…" stands for those past `limit`. */
export function hexOf(bytes: Uint8Array, limit: number): string {
  const digits = Array.from(bytes.subarray(0, limit), hexByte);
  return bytes.length > limit ? `${digits.join(" ")} …` : digits.join(" ");
}

/** One line of a hex view. */
export interface HexLine {
  /** Where the line begins, in hexadecimal. */
  readonly offset: string;
  readonly hex: string;
  /** The same bytes as ASCII; a dot stands for what cannot be printed. */
  readonly ascii: string;
}

/** The first `limit` bytes as lines of eight. */
export function hexLines(bytes: Uint8Array, limit: number): HexLine[] {
  const lines: HexLine[] = [];
  const end = Math.min(bytes.length, limit);
  for (let start = 0; start < end; start += 8) {
    const line = Array.from(bytes.subarray(start, Math.min(start + 8, end)));
    lines.push({
      offset: start.toString(16).padStart(4, "0"),
      hex: line.map(hexByte).join(" "),
      ascii: line
        .map((byte) =>
          byte > 31 && byte < 127 ? String.fromCharCode(byte) : ".",
        )
        .join(""),
    });
  }
  return lines;
}

const hexByte = (byte: number): string => byte.toString(16).padStart(2, "0");
