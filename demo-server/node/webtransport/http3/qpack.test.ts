import { describe, expect, it } from "vitest";
import { readHuffman } from "./huffman.ts";
import { readFields, writeFields } from "./qpack.ts";

const hex = (text: string): Buffer =>
  Buffer.from(text.replaceAll(" ", ""), "hex");

describe("Huffman-coded text", () => {
  // The examples of RFC 7541, appendix C.
  it.each([
    ["f1e3c2e5f23a6ba0ab90f4ff", "www.example.com"],
    ["a8eb10649cbf", "no-cache"],
    ["25a849e95ba97d7f", "custom-key"],
    ["25a849e95bb8e8b4bf", "custom-value"],
    ["aec3771a4b", "private"],
    ["9d29ad171863c78f0b97c8e9ae82ae43d3", "https://www.example.com"],
  ])("%s is read", (bytes, text) => {
    expect(readHuffman(hex(bytes))).toBe(text);
  });

  it.each([
    ["padding of zeros", "a8eb10649cbe"],
    ["a whole byte of padding", "a8eb10649cbfff"],
    ["no code at all", "ffffffff"],
    ["a character that no field of use holds", "fffe1f"],
  ])("is refused with %s", (_, bytes) => {
    expect(readHuffman(hex(bytes))).toBeUndefined();
  });
});

describe("header fields", () => {
  it("are read as they were written", () => {
    const fields = [
      [":status", "200"],
      ["sec-webtransport-http3-draft", "draft02"],
    ] as const;
    expect(readFields(writeFields(fields))).toEqual(new Map(fields));
  });

  it("are read by the static table, with a name from it, and Huffman-coded", () => {
    // CONNECT and https by index, :authority by name, and a name of its own.
    const block = hex(
      "0000 cf d7 50 8c f1e3c2e5f23a6ba0ab90f4ff 2f 01 25a849e95ba97d7f 03 616263",
    );
    expect(readFields(block)).toEqual(
      new Map([
        [":method", "CONNECT"],
        [":scheme", "https"],
        [":authority", "www.example.com"],
        ["custom-key", "abc"],
      ]),
    );
    // An origin by its name, which is beyond what the first byte can say.
    expect(readFields(hex("0000 5f 4b 03 616263"))).toEqual(
      new Map([["origin", "abc"]]),
    );
    // Another of the table's fields is left out.
    expect(readFields(hex("0000 c4")).size).toBe(0);
  });

  it.each([
    ["nothing", ""],
    ["half a head", "00"],
    ["a required insert count", "0200 cf"],
    ["an index of the dynamic table", "0000 80"],
    ["a name of the dynamic table", "0000 40 00"],
    ["an index after the base", "0000 10"],
    ["an index beyond the static table", "0000 ff 24"],
    ["an integer without an end", "0000 ff ffffffffffff"],
    ["an integer that breaks off", "0000 ff"],
    ["a text longer than what is there", "0000 50 05 6162"],
    ["a name without a value", "0000 23 616263"],
  ])("are refused where there is %s", (_, block) => {
    expect(() => readFields(hex(block))).toThrow(
      "These fields cannot be read.",
    );
  });
});
