import { describe, expect, it } from "vitest";
import { createFrameReader, FRAME, writeFrame } from "./frames.ts";

const headers = writeFrame(FRAME.headers, Buffer.from("some headers"));
const data = writeFrame(FRAME.data, Buffer.alloc(100_000, "x"));
/** A type that means nothing, as clients send it to keep servers patient. */
const grease = writeFrame(0x21 + 0x1f * 1_000, Buffer.from("noise"));

describe("frames", () => {
  it.each([1, 2, 7, 1_000, Infinity])(
    "are read from pieces of %i bytes",
    (size) => {
      const all = Buffer.concat([grease, headers, data, headers]);
      const read = createFrameReader([FRAME.headers]);
      const found: string[] = [];
      const step = Math.min(size, all.length);
      for (let at = 0; at < all.length; at += step)
        for (const { type, payload } of read(all.subarray(at, at + step)))
          found.push(`${type} ${payload.toString()}`);
      expect(found).toEqual([
        "31033 ",
        "1 some headers",
        "0 ",
        "1 some headers",
      ]);
    },
  );

  it("are kept only up to a length", () => {
    const read = createFrameReader([FRAME.headers]);
    expect(() => read(Buffer.of(0x01, 0x80, 0x01, 0, 0))).toThrow(
      "This frame is too long.",
    );
    const skipping = createFrameReader([]);
    expect(
      skipping(Buffer.of(0x01, 0xff, ...new Array<number>(7).fill(0xff))),
    ).toHaveLength(1);
    expect(skipping(Buffer.alloc(1_000))).toEqual([]);
  });
});
