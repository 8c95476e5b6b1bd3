import { expect, it } from "vitest";
import { readVarint, writeVarint } from "./varint.ts";

// The examples of RFC 9000, appendix A.1.
it.each<[number, string]>([
  [37, "25"],
  [15_293, "7bbd"],
  [494_878_333, "9d7f3e7d"],
  [2 ** 40, "c000010000000000"],
])("writes and reads %i", (value, hex) => {
  const bytes = writeVarint(value);
  expect(bytes.toString("hex")).toBe(hex);
  expect(readVarint(bytes)).toEqual({ value, end: bytes.length });
  const later = Buffer.concat([Buffer.of(1), bytes, Buffer.of(9)]);
  expect(readVarint(later, 1)).toEqual({ value, end: bytes.length + 1 });
  for (let size = 0; size < bytes.length; size++)
    expect(readVarint(bytes.subarray(0, size))).toBeUndefined();
});

it("reads an integer that takes more bytes than it needs", () => {
  expect(readVarint(Buffer.of(0x40, 0x25))).toEqual({ value: 37, end: 2 });
});
