import type { DecodedPacket, FramePart } from "./packet.ts";
import { hexOf } from "./hex.ts";
import { countOf } from "./words.ts";

/** How many bytes of a binary frame stand in its text. */
const SHOWN_BYTES = 32;

/** Reads a binary frame: all of it is the attachment. */
export function attachmentOfBytes(
  bytes: Uint8Array,
): Pick<DecodedPacket, "text" | "bytes" | "parts"> {
  const text = hexOf(bytes, SHOWN_BYTES);
  const words = `${countOf(bytes.length, "byte")} of data, sent as they are.`;
  const parts = text === "" ? [] : [{ text, name: "attachment", words }];
  return { text, bytes, parts };
}

/** Reads an attachment of a polling payload: a "b", then base64. */
export function attachmentOfBase64(
  text: string,
): Pick<DecodedPacket, "error" | "bytes" | "parts"> {
  const mark: FramePart = {
    text: "b",
    name: "binary",
    words:
      "Marks an attachment: polling carries text only, so its bytes are written in base64.",
  };
  const base64 = text.slice(1);
  const bytes = bytesOf(base64);
  const error = bytes ? undefined : "What follows the b is not base64.";
  const name = bytes ? "attachment" : "not understood";
  const words =
    error ?? `${countOf(bytes?.length ?? 0, "byte")} of data, in base64.`;
  const parts = base64 === "" ? [mark] : [mark, { text: base64, name, words }];
  return { error, bytes, parts };
}

function bytesOf(base64: string): Uint8Array | undefined {
  try {
    return Uint8Array.from(atob(base64), (character) =>
      character.charCodeAt(0),
    );
  } catch {
    return undefined;
  }
}
