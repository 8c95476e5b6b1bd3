const encoder = new TextEncoder();
const LAST_ASCII = 0x7f;

/** Bytes of a frame's content. */
export function sizeOf(data: string | Uint8Array): number {
  if (typeof data !== "string") return data.byteLength;
  // Most frames are ASCII. To encode each, only to count, is dear in a flood.
  for (let index = 0; index < data.length; index += 1)
    if (data.charCodeAt(index) > LAST_ASCII) return encoder.encode(data).length;
  return data.length;
}
