import { Server as Engine } from "engine.io";
import { createPacketEncoderStream } from "engine.io-parser";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  createNetwork,
  type NetworkServer,
} from "../../../demo-server/tab/network/network.ts";
import { VirtualWebSocketServer } from "../../../demo-server/tab/network/websocket.ts";
import { createMachine, type Machine } from "./machine.ts";

const PING_INTERVAL = 300;
const PING_TIMEOUT = 200;
const POLLING = "/engine.io/?EIO=4&transport=polling";
const WEBSOCKET = "/engine.io/?EIO=4&transport=websocket";

let engine: Engine;
let machine: Machine;

beforeEach(() => {
  engine = new Engine({
    pingInterval: PING_INTERVAL,
    pingTimeout: PING_TIMEOUT,
    transports: ["polling", "websocket", "webtransport"],
    wsEngine: VirtualWebSocketServer,
  });
  engine.on(
    "connection",
    (socket: {
      on(event: "data", echo: (data: string | Buffer) => void): void;
      send(data: string | Buffer): void;
    }) => socket.on("data", (data) => socket.send(data)),
  );
  machine = createMachine(
    createNetwork(() => engine as unknown as NetworkServer),
  );
});
afterEach(() => {
  engine.close();
  machine.close();
});

const get = (url: string) => machine.request("GET", url);
const post = (url: string, body: string) => machine.request("POST", url, body);

async function openSession(): Promise<string> {
  const { body } = await get(POLLING);
  const { sid } = JSON.parse(body.slice(1)) as { sid: string };
  return `&sid=${sid}`;
}

describe("the handshake by polling", () => {
  it("opens a session", async () => {
    const { status, body } = await get(POLLING);
    expect(status).toBe(200);
    expect(body).toMatch(/^0\{/);
    expect(JSON.parse(body.slice(1))).toEqual({
      sid: expect.stringMatching(/^[\w-]{20}$/) as string,
      upgrades: ["websocket", "webtransport"],
      pingInterval: PING_INTERVAL,
      pingTimeout: PING_TIMEOUT,
      maxPayload: 1_000_000,
    });
  });

  it.each([
    ["no transport", "GET", "/engine.io/?EIO=4", 0, "Transport unknown"],
    [
      "an unknown transport",
      "GET",
      "/engine.io/?EIO=4&transport=abc",
      0,
      "Transport unknown",
    ],
    [
      "WebTransport asked for by HTTP",
      "GET",
      "/engine.io/?EIO=4&transport=webtransport",
      0,
      "Transport unknown",
    ],
    [
      "an unknown session",
      "GET",
      `${POLLING}&sid=abc`,
      1,
      "Session ID unknown",
    ],
    ["POST", "POST", POLLING, 2, "Bad handshake method"],
    ["PUT", "PUT", POLLING, 2, "Bad handshake method"],
    ["WebSocket without an upgrade", "GET", WEBSOCKET, 3, "Bad request"],
    [
      "no protocol revision",
      "GET",
      "/engine.io/?transport=polling",
      5,
      "Unsupported protocol version",
    ],
    [
      "an unknown revision",
      "GET",
      "/engine.io/?EIO=abc&transport=polling",
      5,
      "Unsupported protocol version",
    ],
  ])("refuses %s", async (_case, method, url, code, message) => {
    const response = await machine.request(method, url);
    expect(response.status).toBe(400);
    expect(JSON.parse(response.body)).toEqual({ code, message });
  });
});

describe("the handshake by WebSocket", () => {
  it("opens a session that has nothing to upgrade to", async () => {
    const socket = machine.open("websocket", WEBSOCKET);
    expect(await socket.next()).toEqual({ is: "open" });
    const packet = (await socket.data()) as string;
    expect(JSON.parse(packet.slice(1))).toMatchObject({ upgrades: [] });
  });

  it.each(["/engine.io/?EIO=4", "/engine.io/?EIO=4&transport=abc"])(
    "refuses %s",
    async (url) => {
      const socket = machine.open("websocket", url);
      expect(await socket.next()).toEqual({ is: "refused" });
    },
  );

  it("closes one of an unknown revision", async () => {
    await machine.open("websocket", "/?transport=websocket&EIO=3").closed();
  });

  it("refuses an unknown session", async () => {
    const socket = machine.open("websocket", `${WEBSOCKET}&sid=abc`);
    expect(await socket.next()).toEqual({ is: "refused" });
  });
});

describe("payloads by polling", () => {
  it.each([
    ["one packet", "4hello"],
    ["several packets", "4one\x1e4two\x1e4three"],
    ["text and bytes", "4hello\x1ebAQIDBA=="],
    ["text beyond ASCII", "4žluťoučký 🐎"],
  ])("carry %s both ways", async (_case, payload) => {
    const sid = await openSession();
    expect(await post(POLLING + sid, payload)).toMatchObject({
      status: 200,
      body: "ok",
    });
    expect(await get(POLLING + sid)).toMatchObject({
      status: 200,
      body: payload,
    });
  });

  it("end the session when they are malformed", async () => {
    const sid = await openSession();
    await post(POLLING + sid, "abc");
    expect(await get(POLLING + sid)).toMatchObject({ status: 400 });
  });

  it("are refused when they are too large", async () => {
    const sid = await openSession();
    const response = await post(POLLING + sid, `4${"a".repeat(1_000_000)}`);
    expect(response.status).toBe(413);
  });

  it("end the session when two polls overlap", async () => {
    const sid = await openSession();
    const [first, second] = await Promise.all([
      get(POLLING + sid),
      get(POLLING + sid),
    ]);
    expect(first).toMatchObject({ status: 200, body: "1" });
    expect(second.status).toBe(400);
    expect((await get(POLLING + sid)).status).toBe(400);
  });

  it("end the session when a poll is aborted", async () => {
    const sid = await openSession();
    get(POLLING + sid).abort();
    expect((await get(POLLING + sid)).status).toBe(400);
  });
});

describe("packets by WebSocket", () => {
  const connect = async () => {
    const socket = machine.open("websocket", WEBSOCKET);
    await socket.data();
    return socket;
  };

  it("carry text both ways", async () => {
    const socket = await connect();
    socket.send("4hello");
    expect(await socket.data()).toBe("4hello");
  });

  it("carry bytes both ways", async () => {
    const socket = await connect();
    socket.send(Uint8Array.of(1, 2, 3, 4).buffer);
    expect(await socket.data()).toEqual(Uint8Array.of(1, 2, 3, 4).buffer);
  });

  it("end the session when they are malformed", async () => {
    const socket = await connect();
    socket.send("abc");
    await socket.closed();
  });

  it("end the session when the client says so", async () => {
    const socket = await connect();
    socket.send("1");
    await socket.closed();
    expect(engine.clientsCount).toBe(0);
  });

  it("end the session when the connection is lost", async () => {
    const gone = new Promise<string>((done) =>
      engine.on("connection", (one: NodeJS.EventEmitter) =>
        one.once("close", done),
      ),
    );
    const socket = await connect();
    socket.close();
    expect(await gone).toBe("transport close");
  });
});

describe("the heartbeat", () => {
  it("pings by polling and takes the answer", async () => {
    const sid = await openSession();
    for (let round = 0; round < 3; round++) {
      expect((await get(POLLING + sid)).body).toBe("2");
      expect((await post(POLLING + sid, "3")).status).toBe(200);
    }
  });

  it("ends a session by polling that does not answer", async () => {
    const sid = await openSession();
    expect((await get(POLLING + sid)).body).toBe("2");
    await get(POLLING + sid);
    expect((await get(POLLING + sid)).status).toBe(400);
  });

  it("pings by WebSocket and takes the answer", async () => {
    const socket = machine.open("websocket", WEBSOCKET);
    await socket.data();
    for (let round = 0; round < 3; round++) {
      expect(await socket.data()).toBe("2");
      socket.send("3");
    }
  });

  it("ends a session by WebSocket that does not answer", async () => {
    await machine.open("websocket", WEBSOCKET).closed();
    expect(engine.clientsCount).toBe(0);
  });
});

describe("closing by polling", () => {
  it("answers the poll that hangs and forgets the session", async () => {
    const sid = await openSession();
    const [poll] = await Promise.all([
      get(POLLING + sid),
      post(POLLING + sid, "1"),
    ]);
    expect(poll).toMatchObject({ status: 200, body: "6" });
    expect((await get(POLLING + sid)).status).toBe(400);
  });
});

describe("an upgrade", () => {
  it("to WebSocket ends the poll that hangs and goes on there", async () => {
    const sid = await openSession();
    const socket = machine.open("websocket", WEBSOCKET + sid);
    socket.send("2probe");
    expect(await socket.data()).toBe("3probe");
    expect((await get(POLLING + sid)).body).toBe("6");
    socket.send("5");
    socket.send("4hello");
    expect(await socket.data()).toBe("4hello");
    // The session is WebSocket's now.
    expect((await get(POLLING + sid)).status).toBe(400);
    await machine.open("websocket", WEBSOCKET + sid).closed();
    socket.send("4still");
    expect(await socket.data()).toBe("4still");
  });

  it("may not be asked for twice at once", async () => {
    const sid = await openSession();
    const socket = machine.open("websocket", WEBSOCKET + sid);
    await socket.next();
    socket.send("2probe");
    await socket.data();
    await machine.open("websocket", WEBSOCKET + sid).closed();
  });

  it("to WebTransport goes on there", async () => {
    const sid = await openSession();
    const session = machine.open("webtransport");
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
    const session = machine.open("webtransport");
    const send = packetsTo(session.send);
    await send({ type: "open" });
    expect(await textOf(session)).toMatch(/^0\{"sid":/);
    await send({ type: "message", data: "hello" });
    expect(await textOf(session)).toBe("4hello");
    await send({ type: "message", data: Uint8Array.of(1, 2) });
    expect(await textOf(session)).toBe("\x01\x02");
  });

  it("closes a session that begins with anything else", async () => {
    const session = machine.open("webtransport");
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
