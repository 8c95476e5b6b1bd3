import { encodePacket, encodePayload, type RawData } from "engine.io-parser";
import { Decoder, Encoder, PacketType, type Packet } from "socket.io-parser";
import { describe, expect, test } from "vitest";
import { randoms } from "#tests/support/fixtures/randoms.ts";
import { decodeFrame } from "./decode.ts";
import { SEPARATOR, type DecodedPacket } from "./packet.ts";

const joined = (packet: DecodedPacket): string =>
  packet.parts.map((part) => part.text).join("");

function one(text: string): DecodedPacket {
  const packets = decodeFrame(text, "websocket");
  expect(packets).toHaveLength(1);
  const packet = packets[0];
  if (!packet) throw new Error("no packet");
  return packet;
}

describe("the parsers of Socket.IO agree", () => {
  const random = randoms(42);
  const pick = <T>(values: readonly [T, ...T[]]): T =>
    values[random(values.length)] ?? values[0];
  const value = (): unknown =>
    pick<() => unknown>([
      () => random(1000) / 8,
      () => pick(["", "/,[", 'a"b', "é\x1e😀", "0"]),
      () => null,
      () => pick([true, false]),
      () => ({ a: value(), "/b": [value()] }),
      () => [value(), value()],
    ])();
  const values = (): unknown[] => Array.from({ length: random(4) }, value);
  const generate = (): Packet => {
    const type = pick([
      PacketType.CONNECT,
      PacketType.DISCONNECT,
      PacketType.EVENT,
      PacketType.EVENT,
      PacketType.ACK,
      PacketType.CONNECT_ERROR,
    ]);
    const nsp = pick(["/", "/admin", "/a?b=1", "/dynamic-7", "/é"]);
    const buffers = Array.from({ length: random(3) }, () => ({
      b: Buffer.from([random(256)]),
    }));
    const data = {
      [PacketType.CONNECT]: pick([undefined, { token: value() }]),
      [PacketType.EVENT]: [
        pick(["chat", "a b", "", "ns:x"]),
        ...values(),
        ...buffers,
      ],
      [PacketType.ACK]: [...values(), ...buffers],
      [PacketType.CONNECT_ERROR]: { message: "no", data: value() },
    }[
      type as
        | PacketType.CONNECT
        | PacketType.EVENT
        | PacketType.ACK
        | PacketType.CONNECT_ERROR
    ];
    const packet = { type, nsp, data } as Packet;
    if (type === PacketType.ACK || (type === PacketType.EVENT && random(2)))
      packet.id = random(999);
    return packet;
  };
  // `decodeString` is what Decoder itself runs: it stops before waiting for attachments.
  const reference = (text: string): Packet =>
    (
      new Decoder() as unknown as { decodeString(text: string): Packet }
    ).decodeString(text);

  test("on 2,000 generated packets, over WebSocket and in polling payloads", () => {
    for (let n = 0; n < 2000; n += 1) {
      const [first, ...attachments] = new Encoder().encode(generate()) as [
        string,
        ...Buffer[],
      ];
      const wanted = reference(first);
      encodePacket({ type: "message", data: first }, true, (frame: RawData) => {
        const packet = one(frame as string);
        expect(packet.error, first).toBeUndefined();
        expect(packet.socket?.toUpperCase()).toBe(PacketType[wanted.type]);
        expect(packet.namespace).toBe(wanted.nsp);
        expect(packet.ack).toBe(wanted.id);
        expect(packet.attachments).toBe(wanted.attachments ?? 0);
        expect(packet.data).toEqual(wanted.data);
        expect(joined(packet)).toBe(frame);
      });
      const all = [first, ...attachments].map((data) => ({
        type: "message" as const,
        data,
      }));
      encodePayload(all, (payload) => {
        const packets = decodeFrame(payload, "polling");
        expect(packets.map((packet) => packet.text).join(SEPARATOR)).toBe(
          payload,
        );
        expect(
          packets.slice(1).map(({ bytes }) => Buffer.from(bytes ?? [])),
        ).toEqual(attachments);
      });
    }
  });

  test("what they refuse is malformed here too", () => {
    for (const text of [
      "7",
      '2["connect"]',
      "2[]",
      "2{}",
      "0[]",
      '1{"a":1}',
      '5-["a"]',
      '2["a"',
    ]) {
      expect(() => reference(text), text).toThrow();
      expect(one(`4${text}`).error, text).toBeDefined();
    }
  });
});
