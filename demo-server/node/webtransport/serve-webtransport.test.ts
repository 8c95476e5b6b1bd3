import { createSocket } from "node:dgram";
import { once } from "node:events";
import { afterEach, describe, expect, it } from "vitest";
import { labPath } from "#contract/stream.ts";
import type { HostOptions } from "../host.ts";
import {
  LAB,
  openHost,
  said,
  type OpenHost,
} from "#tests/support/server/open-host.ts";
import { CODE } from "./http3/http3-error.ts";
import { serveWebTransport } from "./serve-webtransport.ts";
import {
  hasQuic,
  openQuicClient,
} from "#tests/support/webtransport/quic-client.ts";
import {
  openSessionClient,
  REQUEST,
  STREAM,
  type SessionClient,
} from "#tests/support/webtransport/session-client.ts";

const program = (
  options: string,
): string => `import { Server } from "socket.io";
const io = new Server(3000${options});
io.on("connection", (socket) => {
  socket.on("by", (done) => done(socket.conn.transport.name));
  socket.on("tell", (text, done) => done(socket.broadcast.emit("told", text)));
  const by = socket.conn.transport.name;
  socket.on("disconnect", (reason) => io.emit("left", by, reason));
});`;
const LESSONS = {
  both: program(', { transports: ["polling", "websocket", "webtransport"] }'),
  without: program(""),
};

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function open(options: Partial<HostOptions> = {}): Promise<{
  at: OpenHost;
  port: number;
  connect: () => Promise<SessionClient>;
}> {
  const at = await openHost(LESSONS, options);
  closing.push(() => at.close());
  const served = await serveWebTransport(at.host, {
    host: "127.0.0.1",
    port: 0,
  });
  closing.push(() => served.close());
  return {
    at,
    port: served.port,
    async connect() {
      const client = await openSessionClient(served.port);
      closing.push(() => client.close());
      return client;
    },
  };
}

const path = (lesson = "both", query = "?EIO=4&transport=webtransport") =>
  `${labPath(lesson, LAB)}/${query}`;

/** Opens a session on which Socket.IO is connected. */
async function join(client: SessionClient): Promise<void> {
  expect(await client.ask(path())).toBe("200");
  await client.send("0");
  await client.packets((packets) => packets.length === 1);
  await client.send("40");
  await client.packets((packets) => packets.length === 2);
}

/** An event with an acknowledgement crosses; nobody else's fault has stopped the server. */
async function works(client: SessionClient): Promise<void> {
  await client.send('421["by"]');
  const packets = await client.packets((all) => all.length === 3);
  expect(packets[2]).toBe('431["webtransport"]');
}

describe.skipIf(!hasQuic)("WebTransport on the bundled server", () => {
  it("connects a client to its lab and carries events and acknowledgements", async () => {
    const { at, connect } = await open();
    const news = await at.stream("both");
    const client = await connect();
    await join(client);
    const [handshake, connected] = await client.packets(() => true);
    expect(handshake).toMatch(/^0\{"sid":".*","upgrades":\[\],/);
    expect(connected).toMatch(/^40\{"sid":"/);
    await works(client);
    await news.hop((hop) => hop.kind === "handler" && hop.event === "by");
  });

  it("takes over a connection that was opened by polling", async () => {
    const { at, connect } = await open();
    const polling = await at.client("both", LAB, { transports: ["polling"] });
    const client = await connect();
    expect(await client.ask(path())).toBe("200");
    await client.send(`0{"sid":"${polling.engine}"}`);
    await client.send("2probe");
    const packets = await client.packets((all) => all.length > 0);
    expect(packets).toEqual(["3probe"]);
  });

  it("tells pages how it is reached, and of each new certificate", async () => {
    const { at } = await open();
    const health = (await (await fetch(`${at.url}/healthz`)).json()) as unknown;
    const { webTransport } = health as { webTransport: object };
    expect(webTransport).toEqual({
      certificateHash: expect.stringMatching(/^[\w+/]{43}=$/) as string,
    });
    const news = await at.stream("both");
    const told = said(news, "webTransport");
    at.host.offerWebTransport({ certificateHash: "next" });
    expect(await told).toEqual({ certificateHash: "next" });
  });

  it("refuses what other transports are refused, by HTTP's status", async () => {
    const { port, connect } = await open({
      allowedOrigins: ["http://a.example"],
    });
    const authority = `127.0.0.1:${port}`;
    for (const [url, status, origin] of [
      [path("nothing"), "404"],
      [path("both").replace(LAB, "short"), "400"],
      ["/stream/socket.io/?EIO=4&transport=webtransport", "400"],
      ["/healthz", "400"],
      ["/", "400"],
      [path("without"), "400"],
      [path("both", "?sid=gone"), "400"],
      [path("both"), "403", "http://evil.example"],
      [path("both"), "403", "null"],
      [path("both"), "200", "http://a.example"],
      [path("both"), "200", `https://${authority}`],
    ] as const) {
      const client = await connect();
      expect([url, await client.ask(url, origin)]).toEqual([url, status]);
    }
  });

  it("refuses more clients than a lab takes, even if they say that they are known", async () => {
    const { at, connect } = await open({ limits: { clientsPerLab: 1 } });
    const first = await at.client("both");
    const second = await connect();
    expect(await second.ask(path())).toBe("503");
    const sly = await connect();
    expect(await sly.ask(path("both", `?sid=${first.engine}`))).toBe("200");
    await sly.send("0");
    await sly.ended(REQUEST);
    expect(await first.ask("by")).toBe("websocket");
  });

  it("cuts off who sends too many messages, or one that is too long", async () => {
    const { at, connect } = await open({
      limits: {
        messagesPerSecond: 1,
        messageBurst: 10,
        maxPayloadBytes: 1_000,
      },
    });
    const news = await at.stream("both");
    const refused = said(news, "refused");
    const flood = await connect();
    await join(flood);
    for (let n = 0; n < 20; n++) await flood.send('42["spam"]').catch(() => n);
    await flood.ended(REQUEST);
    expect(await refused).toMatchObject({ code: "too-many-requests" });
    const long = await connect();
    await join(long);
    await long.send(`42["long","${"x".repeat(2_000)}"]`);
    await long.ended(REQUEST);
    const other = await connect();
    await join(other);
    await works(other);
  });

  it("cuts off who does not read, and drops what waits for it", async () => {
    const { at, connect } = await open({
      limits: { unsentBytesPerConnection: 500_000 },
    });
    const refused = said(await at.stream("both"), "refused");
    const mute = await connect();
    await join(mute);
    mute.read(STREAM, false);
    const alice = await at.client("both");
    let isOver = false;
    void refused.then(() => (isOver = true));
    for (let sent = 0; !isOver; sent += 1) {
      if (sent > 200) throw new Error("It was not cut off.");
      await alice.ask("tell", "x".repeat(90_000));
    }
    expect((await refused).message).toMatch(/^A client did not read /);
    await mute.ended(REQUEST);
    mute.read(STREAM, true);
    await mute.ended(STREAM);
  });

  it("lives through malformed datagrams and clients", async () => {
    const { port, connect } = await open();
    const good = await connect();
    await join(good);
    const socket = createSocket("udp4");
    for (const bytes of [
      [],
      [0],
      [0x40],
      [0xff, 0xff],
      Array.from({ length: 1_200 }, (_, n) => n & 0xff),
      [0xc0, 0, 0, 0, 1, 20, ...new Array<number>(1_300).fill(1)],
      [0xc0, 0, 0, 0, 1, 255, ...new Array<number>(1_300).fill(255)],
    ])
      await new Promise<void>((done) => {
        socket.send(Buffer.from(bytes), port, "127.0.0.1", () => done());
      });
    socket.close();
    await once(socket, "close");
    for (const [stream, bytes, code] of [
      [2, [0x00, 0x00, 0x00], CODE.missingSettings],
      [2, [0x01], CODE.streamCreationError],
      [0, [0x00, 0x01, 0x00], CODE.frameUnexpected],
      [0, [0x01, 0x02, 0xff, 0xff], CODE.decompressionFailed],
      [0, [0x01, 0x80, 0x01, 0x00, 0x00], CODE.excessiveLoad],
    ] as const) {
      const client = await openQuicClient(port);
      closing.push(() => client.close());
      await client.quic.write(stream, Buffer.from(bytes));
      expect(await client.closed).toBe(code);
    }
    const stray = await connect();
    await stray.quic.write(4, Buffer.of(0x40, 0x41, 0x08, 1, 2, 3));
    await stray.ended(4);
    await works(good);
  });

  it("ends sessions when the lab's server goes away, and takes them again", async () => {
    const { at, connect } = await open();
    const client = await connect();
    await join(client);
    await at.host.reload("both");
    await client.ended(REQUEST);
    const again = await connect();
    await join(again);
    await works(again);
  });

  it("forgets a client that is gone", async () => {
    const { at, connect } = await open();
    const other = await at.client("both");
    const client = await connect();
    await join(client);
    const left = other.next("left");
    client.close();
    expect((await left).values).toEqual(["webtransport", "transport close"]);
  });

  it("says in a sentence that its port is taken", async () => {
    const { at, port } = await open();
    await expect(
      serveWebTransport(at.host, { host: "127.0.0.1", port }),
    ).rejects.toThrow(`There is no WebTransport: UDP port ${port} is taken.`);
  });
});
