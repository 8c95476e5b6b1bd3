import { sha256 } from "./sha256.ts";

/** Node's `crypto`, as far as Engine.IO and Socket.IO use it: random bytes for their ids. */
export function randomBytes(count: number): Buffer {
  return Buffer.from(crypto.getRandomValues(new Uint8Array(count)));
}

/** And as far as the chat does: the SHA-256 of a text, in hexadecimal. */
export function createHash(_algorithm: "sha256") {
  return {
    update: (text: string) => ({
      digest: (_encoding: "hex"): string =>
        sha256(new TextEncoder().encode(text)),
    }),
  };
}
