import { describe, expect, test } from "vitest";
import { framesOf } from "#tests/support/fixtures/captures.ts";
import { randoms } from "#tests/support/fixtures/randoms.ts";
import { decodeFrame } from "./decode.ts";
import { SEPARATOR, type DecodedPacket } from "./packet.ts";
import { eventNames } from "./event.ts";
import { describePacket } from "./describe.ts";

const joined = (packet: DecodedPacket): string =>
  packet.parts.map((part) => part.text).join("");

describe.each([
  ["capture-node-4.8.4.txt", 103],
  ["capture-flask-5.3.2.txt", 56],
])("the frames of %s", (capture, expected) => {
  const frames = framesOf(capture);

  test("are all read from the capture", () => {
    expect(frames).toHaveLength(expected);
  });

  test.each(frames)(
    "$line is whole and well formed",
    ({ data, transport, direction }) => {
      const packets = decodeFrame(data, transport, direction);
      expect(packets.map((packet) => packet.error)).toEqual(
        packets.map(() => undefined),
      );
      for (const packet of packets) {
        expect(joined(packet)).toBe(packet.text);
        expect(
          packet.parts.every(({ text, name, words }) => text && name && words),
        ).toBe(true);
        expect(describePacket(packet)).not.toContain("malformed");
      }
      expect(eventNames(data)).toEqual(
        packets.flatMap(({ event }) => (event === undefined ? [] : [event])),
      );
      if (typeof data === "string") {
        expect(packets.map((packet) => packet.text).join(SEPARATOR)).toBe(data);
      } else {
        expect(packets[0]?.bytes).toBe(data);
      }
    },
  );
});

test("text cut anywhere, or changed anywhere, is still covered and never throws", () => {
  const random = randoms(7);
  const texts = framesOf("capture-node-4.8.4.txt").flatMap(({ data }) =>
    typeof data === "string" ? [data] : [],
  );
  for (const text of texts) {
    for (let end = 0; end < text.length; end += 1) {
      const changed =
        text.slice(0, end) +
        '0129/,-[{"b\x1e'.charAt(random(13)) +
        text.slice(end + 1);
      for (const broken of [text.slice(0, end), changed]) {
        const packets = decodeFrame(broken, "polling");
        expect(packets.map(joined).join(SEPARATOR)).toBe(broken);
      }
    }
  }
});
