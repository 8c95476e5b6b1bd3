import { describe, expect, test } from "vitest";
import { describePacket } from "./describe.ts";
import { decodeFrame } from "./decode.ts";
import { type DecodedPacket } from "./packet.ts";
import type { TransportName } from "./packet.ts";

const one = (
  text: string | Uint8Array,
  transport: TransportName = "websocket",
): DecodedPacket => {
  const packets = decodeFrame(text, transport);
  expect(packets).toHaveLength(1);
  const packet = packets[0];
  if (!packet) throw new Error("no packet");
  return packet;
};

const joined = (packet: DecodedPacket): string =>
  packet.parts.map((part) => part.text).join("");
describe("malformed packets", () => {
  test.each([
    ["", "is empty"],
    ["9", "no Engine.IO packet type"],
    ["hello", "no Engine.IO packet type"],
    ["0", "missing or is not JSON"],
    ["0{sid}", "not JSON"],
    ["0[]", "a JSON object with a sid"],
    ["b!", "not base64"],
    ["4", "message is empty"],
    ["48[]", "no Socket.IO packet type"],
    ["40[1]", "should be a JSON object"],
    ['41["x"]', "carries no data"],
    ["42", "should be a JSON array"],
    ['42{"a":1}', "should be a JSON array"],
    ['42["chat"', "not JSON"],
    ["42[]", "has no name"],
    ["42[{}]", "has no name"],
    ['42["connect"]', "reserved"],
    ['42["disconnect","x"]', "reserved"],
    ['42/admin["a"]', "comma is missing"],
    ['42/admin["a","b"]', "comma is missing"],
    ['42/admin["a",1]', "comma is missing"],
    ['40/admin{"a":1}', "comma is missing"],
    ["43[1]", "needs the number"],
    ["430", "should carry a JSON array"],
    ["44", "should say why"],
    ["44[1]", "should say why"],
    ['45["a"]', "how many attachments"],
    ['450-["a"]', "how many attachments"],
    ['45x-["a"]', "how many attachments"],
    ['451-["a",{"_placeholder":true,"num":1}]', "does not follow"],
    ['451-["a",{"_placeholder":true}]', "does not follow"],
  ])("“%s” says what is wrong", (text, error) => {
    const packet = one(text, "polling");
    expect(packet.error).toContain(error);
    expect(joined(packet)).toBe(text);
    expect(describePacket(packet)).toBe("malformed packet");
  });

  test("a missing comma ends the namespace where the data seems to begin", () => {
    expect(one('42/admin["a","b"]').namespace).toBe("/admin");
  });
});
