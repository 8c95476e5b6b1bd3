import { createPacketEncoderStream } from "engine.io-parser";
import { describe, expect, it } from "vitest";
import { POLLING, useEngine, WEBSOCKET } from "./use-engine.ts";

const { get, open, openSession } = useEngine();

describe("an upgrade", () => {
  it("to WebSocket ends the poll that hangs and goes on there", async () => {
    const sid = await openSession();
    const socket = open("websocket", WEBSOCKET + sid);
    socket.send("2probe");
    expect(await socket.data()).toBe("3probe");
    expect((await get(POLLING + sid)).body).toBe("6");
    socket.send("5");
    socket.send("4hello");
    expect(await socket.data()).toBe("4hello");
    // The session is WebSocket's now.
    expect((await get(POLLING + sid)).status).toBe(400);
    await open("websocket", WEBSOCKET + sid).closed();
    socket.send("4still");
    expect(await socket.data()).toBe("4still");
  });

  it("may not be asked for twice at once", async () => {
    const sid = await openSession();
    const socket = open("websocket", WEBSOCKET + sid);
    await socket.next();
    socket.send("2probe");
    await socket.data();
    await open("websocket", WEBSOCKET + sid).closed();
  });

  it("to WebTransport goes on there", async () => {
    const sid = await openSession();
    const session = open("webtransport");
    const send = packetsTo(session.send);
    await send({ type: "open", data: JSON.stringify({ sid: sid.slice(5) }) });
    await send({ type: "ping", data: "probe" });
    expect(await textOf(session)).toBe("3probe");
    expect((await get(POLLING + sid)).body).toBe("6");
    await send({ type: "upgrade" });
    await send({ type: "message", data: "hello" });
    expect(await textOf(session)).toBe("4hello");
  });
});

describe("WebTransport", () => {
  it("opens a session of its own and carries text and bytes", async () => {
    const session = open("webtransport");
    const send = packetsTo(session.send);
    await send({ type: "open" });
    expect(await textOf(session)).toMatch(/^0\{"sid":/);
    await send({ type: "message", data: "hello" });
    expect(await textOf(session)).toBe("4hello");
    await send({ type: "message", data: Uint8Array.of(1, 2) });
    expect(await textOf(session)).toBe("\x01\x02");
  });

  it("closes a session that begins with anything else", async () => {
    const session = open("webtransport");
    await packetsTo(session.send)({ type: "message", data: "hello" });
    await session.closed();
  });
});

interface Packet {
  type: string;
  data?: unknown;
}

/** Writes packets as WebTransport has them: each with its length before it. */
function packetsTo(
  send: (data: ArrayBuffer) => void,
): (packet: Packet) => Promise<void> {
  const encoder = createPacketEncoderStream() as TransformStream<
    Packet,
    Uint8Array
  >;
  void encoder.readable.pipeTo(
    new WritableStream({ write: (bytes) => send(bytes.slice().buffer) }),
  );
  const writer = encoder.writable.getWriter();
  return (packet) => writer.write(packet);
}

/** Text of the next packet; its length comes in a chunk of its own. */
async function textOf(session: { data(): Promise<unknown> }): Promise<string> {
  await session.data();
  return new TextDecoder().decode((await session.data()) as ArrayBuffer);
}
