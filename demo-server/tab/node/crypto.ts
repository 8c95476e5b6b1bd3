/** Node's `crypto`, as far as Engine.IO and Socket.IO use it: random bytes for their ids. */
export function randomBytes(count: number): Buffer {
  return Buffer.from(crypto.getRandomValues(new Uint8Array(count)));
}
