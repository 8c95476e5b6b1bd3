import { describe, expect, test } from "vitest";
import { decodeFrame } from "./decode.ts";
import { type DecodedPacket, type Direction } from "./packet.ts";
import { describePacket } from "./describe.ts";
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
const names = (packet: DecodedPacket): string[] =>
  packet.parts.map((part) => part.name);

describe("Engine.IO packets", () => {
  test("an open packet gives its handshake", () => {
    const packet = one(
      '0{"sid":"a","upgrades":["websocket"],"pingInterval":25000}',
      "polling",
    );
    expect(packet).toMatchObject({
      engine: "open",
      data: { sid: "a" },
      error: undefined,
    });
    expect(names(packet)).toEqual(["Engine.IO open", "handshake data"]);
    expect(describePacket(packet)).toBe("handshake: opens the connection");
  });

  test.each([
    ["1", "close", "close: ends the connection"],
    ["2", "ping", "ping: are you there?"],
    ["3", "pong", "pong: I am here"],
    ["2probe", "ping", "probe: can WebSocket carry us?"],
    ["3probe", "pong", "probe answered: WebSocket works"],
    ["5", "upgrade", "upgrade: WebSocket carries us from now on"],
    ["6", "noop", "noop: nothing to say"],
  ])("%s is a %s packet", (text, engine, phrase) => {
    const packet = one(text);
    expect(packet).toMatchObject({ engine, error: undefined });
    expect(joined(packet)).toBe(text);
    expect(describePacket(packet)).toBe(phrase);
  });

  test("a probe names the transport that it tries", () => {
    expect(one("2probe", "webtransport").parts[1]?.words).toContain(
      "WebTransport",
    );
  });

  test("a polling payload falls into its packets", () => {
    const packets = decodeFrame('42["a"]\x1ebAQIDBA==\x1e6', "polling");
    expect(packets.map((packet) => packet.engine)).toEqual([
      "message",
      "binary",
      "noop",
    ]);
    expect(packets[1]?.bytes).toEqual(Uint8Array.of(1, 2, 3, 4));
    expect(describePacket(packets[1]!)).toBe("attachment of 4 bytes");
  });

  test("a WebSocket frame is one packet, separators or not", () => {
    expect(decodeFrame("2\x1e3", "websocket")).toHaveLength(1);
  });

  test("a binary frame shows its bytes, a long one its first", () => {
    expect(one(Uint8Array.of(1, 255)).parts[0]?.text).toBe("01 ff");
    expect(one(new Uint8Array(1_000_000)).text).toMatch(/^(00 ){32}…$/);
    expect(one(new Uint8Array(0))).toMatchObject({
      text: "",
      parts: [],
      error: undefined,
    });
  });
});

describe("Socket.IO packets", () => {
  test.each([
    ["40", { socket: "connect", namespace: "/", data: undefined }],
    ['40{"token":"x"}', { socket: "connect", data: { token: "x" } }],
    [
      '40/admin,{"sid":"b"}',
      { socket: "connect", namespace: "/admin", data: { sid: "b" } },
    ],
    ["40/admin", { socket: "connect", namespace: "/admin" }],
    [
      "40/admin?token=1&x=[2],",
      { socket: "connect", namespace: "/admin?token=1&x=[2]" },
    ],
    ["41", { socket: "disconnect" }],
    ["41/admin,", { socket: "disconnect", namespace: "/admin" }],
    [
      '42["chat","hello",1]',
      { socket: "event", event: "chat", args: ["hello", 1] },
    ],
    [
      '42/admin,12["stats"]',
      { namespace: "/admin", ack: 12, event: "stats", args: [] },
    ],
    ["42[7,1]", { socket: "event", event: "7", args: [1] }],
    ["430[4]", { socket: "ack", ack: 0, args: [4] }],
    ["43/admin,7[]", { socket: "ack", namespace: "/admin", ack: 7, args: [] }],
    [
      '44{"message":"no","data":1}',
      { socket: "connect_error", data: { message: "no", data: 1 } },
    ],
    [
      '44/x,"Unable to connect"',
      { namespace: "/x", data: "Unable to connect" },
    ],
    [
      '451-2["file",{"_placeholder":true,"num":0}]',
      { socket: "binary_event", attachments: 1, ack: 2, event: "file" },
    ],
    [
      '452-/admin,2["f",{"_placeholder":true,"num":0},{"b":{"_placeholder":true,"num":1}}]',
      { socket: "binary_event", attachments: 2, namespace: "/admin", ack: 2 },
    ],
    [
      '461-2[{"_placeholder":true,"num":0}]',
      { socket: "binary_ack", attachments: 1, ack: 2 },
    ],
  ])("%s is read whole", (text, fields) => {
    const packet = one(text);
    expect(packet).toMatchObject({
      engine: "message",
      error: undefined,
      ...fields,
    });
    expect(joined(packet)).toBe(text);
  });

  test("every part of a packet has its name", () => {
    const packet = one(
      '451-/admin?a=1,2["file",{"_placeholder":true,"num":0}]',
    );
    expect(packet.parts.map(({ text, name }) => [text, name])).toEqual([
      ["4", "Engine.IO message"],
      ["5", "Socket.IO binary event"],
      ["1-", "attachments"],
      ["/admin", "namespace"],
      ["?a=1,", "namespace query"],
      ["2", "acknowledgement id"],
      ['["file",{"_placeholder":true,"num":0}]', "event name and arguments"],
    ]);
  });

  test("more attachments than one of the parsers takes are no mistake in the packet", () => {
    const words = (count: number) => {
      const places = Array.from(
        { length: count },
        (_, num) => `{"_placeholder":true,"num":${num}}`,
      );
      const packet = one(`45${count}-["file",${places.join()}]`);
      expect(packet).toMatchObject({
        error: undefined,
        event: "file",
        attachments: count,
      });
      return packet.parts[2]?.words;
    };
    expect(words(10)).toBe(
      "10 binary attachments follow, each in a packet of its own.",
    );
    expect(words(11)).toBe(
      "11 binary attachments follow, each in a packet of its own. Socket.IO in JavaScript takes at most 10 in one packet, and closes the connection on more.",
    );
  });

  test("the words of a connect depend on who sends it", () => {
    const words = (direction: Direction) =>
      decodeFrame('40{"sid":"a","pid":"b"}', "websocket", direction)[0]
        ?.parts[1]?.words;
    expect(words("out")).toBe("The client asks to enter a namespace.");
    expect(words("in")).toBe("The server lets the client into the namespace.");
  });

  test.each([
    ['42["chat"]', "event chat"],
    ['42/admin,3["chat"]', "event chat in /admin, asks for acknowledgement 3"],
    ["40/admin,", "connect: namespace /admin"],
    ["41", "disconnect: leaves namespace /"],
    ['44/x,{"message":"no"}', "connect error: namespace /x refused"],
    ["430[1]", "acknowledgement 0"],
  ])("%s is described in a phrase", (text, phrase) => {
    expect(describePacket(one(text))).toBe(phrase);
  });

  test("an acknowledgement names what it answers, where that is known", () => {
    expect(describePacket(one("430[1]"), "save")).toBe(
      "acknowledgement 0 of save",
    );
  });
});
