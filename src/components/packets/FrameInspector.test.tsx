import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import type { FrameHop } from "#lab/trace/hop.ts";
import { FrameInspector } from "./FrameInspector.tsx";

const frame = (fields: Partial<FrameHop>): FrameHop => ({
  id: 7,
  at: 12.34,
  kind: "frame",
  client: "Bob",
  direction: "in",
  transport: "websocket",
  engine: "e",
  messages: [],
  data: '42["chat","hello"]',
  size: 18,
  cause: undefined,
  line: undefined,
  ...fields,
});

const textOf = (hop: FrameHop | undefined, packet = 0): string =>
  renderToStaticMarkup(<FrameInspector frame={hop} packet={packet} />)
    .replace(/<[^>]*>/g, "|")
    .replace(/\|+/g, "|")
    .replaceAll("&quot;", '"')
    .replaceAll("&#x27;", "'");

test("asks for a packet while none is selected", () => {
  expect(textOf(undefined)).toContain("Select a packet");
  expect(textOf(frame({}), 5)).toContain("Select a packet");
});

test("says who received what, and cuts the frame into its parts", () => {
  const text = textOf(frame({}));
  expect(text).toMatch(/^\|Bob received\| \|chat\|4\|2\|\["chat","hello"\]\|/);
  expect(text).toContain("|4|Engine.IO message|");
  expect(text).toContain("|[…]|event name and arguments|");
  expect(text).toContain(
    "18 bytes on the wire · websocket · from Server to Bob · at 12.3 ms",
  );
});

test("shows the bytes of an attachment in hexadecimal and as text", () => {
  const text = textOf(frame({ data: Uint8Array.from([72, 105, 0]), size: 3 }));
  expect(text).toContain("Bob received| |an attachment|");
  expect(text).toMatch(/0000 {2}48 69 00 +Hi\./);
});

test("says how many bytes of a long attachment it leaves out", () => {
  expect(textOf(frame({ data: new Uint8Array(1256), size: 1256 }))).toContain(
    "… 1,000 more bytes",
  );
});

test("shows one packet of a polling payload and its place there", () => {
  const hop = frame({
    data: "430[1]\x1e6",
    transport: "polling",
    direction: "out",
  });
  expect(textOf(hop)).toContain("Bob sent| |acknowledgement 0|");
  expect(textOf(hop, 1)).toContain("packet 2 of 2 in one payload");
});

test("says what is malformed", () => {
  expect(textOf(frame({ data: '42/admin["a"]' }))).toContain(
    "A comma is missing between the namespace and what follows it.",
  );
});

test("indents JSON that is too long for one line", () => {
  const text = textOf(
    frame({ data: `42["chat",{"text":"${"long ".repeat(10)}"}]` }),
  );
  expect(text).toContain('{\n    "text"');
});
