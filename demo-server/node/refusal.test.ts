import { afterEach, describe, expect, it } from "vitest";
import { io } from "socket.io-client";
import { STREAM_PATH } from "#contract/stream.ts";
import {
  LAB,
  openHost,
  said,
  upgradeRequest,
  type OpenHost,
} from "#tests/support/server/open-host.ts";

const CHAT = `import { Server } from "socket.io";
const io = new Server(3000);
io.on("connection", (socket) => {
  socket.on("chat", (text, done) => {
    io.emit("chat", text);
    done();
  });
});`;
const OTHER_LAB = "another-lab-of-a-test-0123";

let at: OpenHost;
afterEach(() => at.close());

const poll = (
  lesson: string,
  lab: string,
  headers: Record<string, string> = {},
) =>
  fetch(`${at.url}/labs/${lesson}/${lab}/socket.io/?EIO=4&transport=polling`, {
    headers,
  });

const streamRefusal = (auth: object, headers: Record<string, string> = {}) =>
  new Promise((done) => {
    const socket = io(at.url, {
      path: STREAM_PATH,
      auth,
      forceNew: true,
      transports: ["websocket"],
      reconnection: false,
      extraHeaders: headers,
    });
    socket.on("connect_error", (error: Error & { data?: unknown }) => {
      socket.disconnect();
      done(error.data ?? error.message);
    });
  });

const body = (answer: string): unknown =>
  JSON.parse(answer.slice(answer.indexOf("\r\n\r\n") + 4));

describe("what is refused", () => {
  it("a lesson or a lab that cannot be, for polling, WebSocket and stream alike", async () => {
    at = await openHost({ chat: CHAT });
    const cases = [
      ["nowhere", LAB, 404, "unknown-lesson"],
      ["..%2f..", LAB, 404, "unknown-lesson"],
      ["chat.nowhere", LAB, 404, "unknown-lesson"],
      ["chat..", LAB, 404, "unknown-lesson"],
      ["chat.a.b", LAB, 404, "unknown-lesson"],
      ["chat", "short", 400, "bad-lab-id"],
    ] as const;
    for (const [lesson, lab, status, code] of cases) {
      const answer = await poll(lesson, lab);
      expect(answer.status).toBe(status);
      expect(await answer.json()).toMatchObject({ code });
      const upgrade = await at.raw(
        upgradeRequest(
          `/labs/${lesson}/${lab}/socket.io/?EIO=4&transport=websocket`,
        ),
      );
      expect(upgrade).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
      expect(body(upgrade)).toMatchObject({ code });
    }
    expect(await streamRefusal({ lesson: "nowhere", lab: LAB })).toMatchObject({
      code: "unknown-lesson",
    });
    expect(await streamRefusal({ lesson: "../chat", lab: LAB })).toMatchObject({
      code: "bad-request",
    });
    expect(await streamRefusal({})).toMatchObject({ code: "bad-request" });
    const health = (await (await fetch(`${at.url}/healthz`)).json()) as unknown;
    expect(health).toMatchObject({ labs: 0 });
  });

  it("pages of another site, for polling, WebSocket and stream alike", async () => {
    at = await openHost(
      { chat: CHAT },
      { allowedOrigins: ["http://localhost:4321"] },
    );
    const query = "/socket.io/?EIO=4&transport=";
    for (const Origin of [
      "http://evil.example",
      "null",
      `http://127.0.0.1:${at.port + 1}`,
    ]) {
      const answer = await at.raw(
        `GET /labs/chat/${LAB}${query}polling HTTP/1.1\r\nHost: 127.0.0.1:${at.port}\r\nOrigin: ${Origin}\r\n\r\n`,
      );
      expect(body(answer)).toMatchObject({ code: "foreign-origin" });
      for (const path of [
        `/labs/chat/${LAB}${query}websocket`,
        `${STREAM_PATH}/?EIO=4&transport=websocket`,
      ]) {
        const upgrade = await at.raw(
          upgradeRequest(path, { Host: `127.0.0.1:${at.port}`, Origin }),
        );
        expect(upgrade).toMatch(/^HTTP\/1.1 403 /);
        expect(body(upgrade)).toMatchObject({ code: "foreign-origin" });
      }
    }
    const extraHeaders = { origin: "http://localhost:4321" };
    await at.client("chat", LAB, { extraHeaders });
    await at.client("chat", LAB, { extraHeaders: { origin: at.url } });
    const answer = await poll("chat", LAB, { origin: "http://localhost:4321" });
    expect(answer.headers.get("access-control-allow-origin")).toBe(
      "http://localhost:4321",
    );
  });

  it("more labs, clients, streams or handshakes than there is room for", async () => {
    at = await openHost(
      { chat: CHAT },
      {
        limits: {
          maxLabs: 1,
          clientsPerLab: 1,
          streamsPerLab: 1,
          handshakeBurst: 7,
          handshakesPerSecond: 0.001,
        },
      },
    );
    await at.client("chat");
    expect(await (await poll("chat", OTHER_LAB)).json()).toMatchObject({
      code: "too-many-labs",
    });
    expect(await (await poll("chat", LAB)).json()).toMatchObject({
      code: "too-many-clients",
    });
    expect(
      await streamRefusal({ lesson: "chat", lab: OTHER_LAB }),
    ).toMatchObject({ code: "too-many-labs" });
    await at.stream("chat");
    expect(await streamRefusal({ lesson: "chat", lab: LAB })).toMatchObject({
      code: "too-many-clients",
    });
    await poll("chat", LAB);
    const answer = await poll("chat", LAB);
    expect(answer.status).toBe(429);
    expect(await answer.json()).toMatchObject({ code: "too-many-requests" });
  });

  it("more labs of one address than its share", async () => {
    at = await openHost({ chat: CHAT }, { limits: { labsPerAddress: 1 } });
    await at.client("chat");
    expect(await (await poll("chat", OTHER_LAB)).json()).toMatchObject({
      code: "too-many-labs",
    });
  });

  it("a flood of messages: the client is cut off, the stream says why, others go on", async () => {
    at = await openHost(
      { chat: CHAT },
      { limits: { messagesPerSecond: 1, messageBurst: 10 } },
    );
    const news = await at.stream("chat");
    const [alice, mallory] = [
      await at.client("chat"),
      await at.client("chat", LAB, { reconnection: false }),
    ];
    const refused = said(news, "refused");
    const cut = mallory.next("disconnect");
    for (let i = 0; i < 20; i++) mallory.socket.emit("spam");
    await cut;
    expect(await refused).toMatchObject({ code: "too-many-requests" });
    await alice.ask("chat", "still here");
  });

  it("a flood of bytes: large messages count for more", async () => {
    at = await openHost(
      { chat: CHAT },
      {
        limits: {
          messagesPerSecond: 1,
          messageBurst: 100,
          bytesPerMessage: 10_000,
        },
      },
    );
    const refused = said(await at.stream("chat"), "refused");
    const [alice, mallory] = [
      await at.client("chat"),
      await at.client("chat", LAB, { reconnection: false }),
    ];
    const cut = mallory.next("disconnect");
    // The first two count for more than a hundred, so the third comes too fast.
    await mallory.ask("chat", "x".repeat(500_000));
    await mallory.ask("chat", "x".repeat(500_000));
    mallory.socket.emit("chat", "hello");
    await cut;
    expect((await refused).message).toBe(
      "A client sent more than 1 messages a second, or large ones too fast, and was cut off.",
    );
    await alice.ask("chat", "still here");
  });

  it("a payload that is too large: the client is cut off, others go on", async () => {
    at = await openHost({ chat: CHAT });
    const [alice, mallory] = [
      await at.client("chat"),
      await at.client("chat", LAB, { reconnection: false }),
    ];
    const cut = mallory.next("disconnect");
    mallory.socket.emit("chat", "x".repeat(1_000_001));
    await cut;
    await alice.ask("chat", "still here");
  });
});
