/** The first 32 bits of the fractional parts of the `power`th roots of the first primes. */
function rootsOfPrimes(count: number, power: number): number[] {
  const primes: number[] = [];
  for (let number = 2; primes.length < count; number += 1)
    if (primes.every((prime) => number % prime !== 0)) primes.push(number);
  return primes.map((prime) => {
    const root = prime ** (1 / power);
    return ((root - Math.floor(root)) * 2 ** 32) | 0;
  });
}

const turn = (word: number, by: number): number =>
  (word >>> by) | (word << (32 - by));

/** The message with its end mark and its length in bits, as words of 32 bits. */
function padded(bytes: Uint8Array): DataView {
  const blocks = Math.ceil((bytes.length + 9) / 64);
  const whole = new Uint8Array(blocks * 64);
  whole.set(bytes);
  whole[bytes.length] = 0x80;
  const words = new DataView(whole.buffer);
  words.setUint32(whole.length - 4, bytes.length * 8);
  return words;
}

/** SHA-256 of some bytes, at once: the browser's own only comes later. In hexadecimal. */
export function sha256(bytes: Uint8Array): string {
  const constants = rootsOfPrimes(64, 3);
  const state = rootsOfPrimes(8, 2);
  const message = padded(bytes);
  for (let block = 0; block < message.byteLength; block += 64) {
    const w = Array.from({ length: 16 }, (_, i) =>
      message.getInt32(block + i * 4),
    );
    const at = (index: number): number => w[index] ?? 0;
    for (let i = 16; i < 64; i += 1) {
      const [a, b] = [at(i - 15), at(i - 2)];
      const small = turn(a, 7) ^ turn(a, 18) ^ (a >>> 3);
      const large = turn(b, 17) ^ turn(b, 19) ^ (b >>> 10);
      w.push((at(i - 16) + small + at(i - 7) + large) | 0);
    }
    let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state;
    for (let i = 0; i < 64; i += 1) {
      const choice = (e & f) ^ (~e & g);
      const high = turn(e, 6) ^ turn(e, 11) ^ turn(e, 25);
      const one = (h + high + choice + (constants[i] ?? 0) + at(i)) | 0;
      const low = turn(a, 2) ^ turn(a, 13) ^ turn(a, 22);
      const two = (low + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      [h, g, f, e, d, c, b, a] = [
        g,
        f,
        e,
        (d + one) | 0,
        c,
        b,
        a,
        (one + two) | 0,
      ];
    }
    [a, b, c, d, e, f, g, h].forEach(
      (word, i) => (state[i] = ((state[i] ?? 0) + word) | 0),
    );
  }
  return state
    .map((word) => (word >>> 0).toString(16).padStart(8, "0"))
    .join("");
}
