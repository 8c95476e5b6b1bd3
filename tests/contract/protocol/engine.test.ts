import { describe, expect, it } from "vitest";
import {
  PING_INTERVAL,
  PING_TIMEOUT,
  POLLING,
  useEngine,
  WEBSOCKET,
} from "./use-engine.ts";

const { engine, get, post, open, request, openSession } = useEngine();

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
    const response = await request(method, url);
    expect(response.status).toBe(400);
    expect(JSON.parse(response.body)).toEqual({ code, message });
  });
});

describe("the handshake by WebSocket", () => {
  it("opens a session that has nothing to upgrade to", async () => {
    const socket = open("websocket", WEBSOCKET);
    expect(await socket.next()).toEqual({ is: "open" });
    const packet = (await socket.data()) as string;
    expect(JSON.parse(packet.slice(1))).toMatchObject({ upgrades: [] });
  });

  it.each(["/engine.io/?EIO=4", "/engine.io/?EIO=4&transport=abc"])(
    "refuses %s",
    async (url) => {
      const socket = open("websocket", url);
      expect(await socket.next()).toEqual({ is: "refused" });
    },
  );

  it("closes one of an unknown revision", async () => {
    await open("websocket", "/?transport=websocket&EIO=3").closed();
  });

  it("refuses an unknown session", async () => {
    const socket = open("websocket", `${WEBSOCKET}&sid=abc`);
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
    const socket = open("websocket", WEBSOCKET);
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
    expect(engine().clientsCount).toBe(0);
  });

  it("end the session when the connection is lost", async () => {
    const gone = new Promise<string>((done) =>
      engine().on("connection", (one: NodeJS.EventEmitter) =>
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
    const socket = open("websocket", WEBSOCKET);
    await socket.data();
    for (let round = 0; round < 3; round++) {
      expect(await socket.data()).toBe("2");
      socket.send("3");
    }
  });

  it("ends a session by WebSocket that does not answer", async () => {
    await open("websocket", WEBSOCKET).closed();
    expect(engine().clientsCount).toBe(0);
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
