import { afterEach, describe, expect, it } from "vitest";
import { labPath, STREAM_PATH } from "#contract/stream.ts";
import { dial, openMuteClient } from "#tests/support/server/mute-client.ts";
import {
  LAB,
  openHost,
  said,
  type OpenHost,
} from "#tests/support/server/open-host.ts";
import type { Limits } from "../limits.ts";

const CHAT = `import { Server } from "socket.io";
const io = new Server(3000);
io.on("connection", (socket) => {
  socket.join(socket.handshake.query.room ?? "everyone");
  socket.on("visit", (room, done) => {
    socket.join(room);
    socket.leave(room);
    done();
  });
  socket.on("chat", (text, done) => {
    socket.to("everyone").emit("chat", text);
    done();
  });
});`;
const PATH = labPath("chat", LAB);
const OTHER_LAB = "another-lab-of-a-test-0123";
const TEXT = "x".repeat(90_000);

const SENTENCES = {
  client:
    "A client did not read what the server sent it. When more than 0.5 MB waited, the server cut it off. It connects again by itself.",
  lab: "The clients of this lab did not read what the server sent them. When more than 0.6 MB waited in all, the server cut off the one that was furthest behind. It connects again by itself.",
  host: "More than 0.6 MB waited on this server for clients that did not read, so it cut off the one that was furthest behind. It connects again by itself.",
};

let at: OpenHost;
afterEach(() => at.close());

const open = async (limits: Partial<Limits>): Promise<void> => {
  at = await openHost({ chat: CHAT }, { limits });
};

/** Someone who reads, hears nothing of the others, and sends until it is told that it is enough. */
async function floodUntil(
  over: Promise<unknown>,
  afterEach: () => unknown = () => undefined,
): Promise<number> {
  const alice = await at.client("chat", LAB, { query: { room: "nobody" } });
  let isOver = false;
  void over.then(() => (isOver = true));
  let sent = 0;
  for (; !isOver; sent += 1) {
    if (sent > 1_000) throw new Error("Nobody was cut off.");
    await alice.ask("chat", TEXT);
    await afterEach();
  }
  return sent;
}

/** A session by polling, and what it says and asks for. */
async function openPolling(lab = LAB) {
  const path = `${labPath("chat", lab)}/?EIO=4&transport=polling`;
  const text = await (await fetch(at.url + path)).text();
  const { sid } = JSON.parse(text.slice(1)) as { sid: string };
  const url = `${path}&sid=${sid}`;
  const answer = await fetch(at.url + url, { method: "POST", body: "40" });
  expect(answer.status).toBe(200);
  return {
    poll: () => fetch(at.url + url),
    /** The text of a poll, for a connection that does not read its answer. */
    sid,
    request: `GET ${url} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n`,
  };
}

describe("a client that answers and never reads", () => {
  it("is cut off by WebSocket, and its lab's page is told", async () => {
    await open({ unsentBytesPerConnection: 500_000 });
    const refused = said(await at.stream("chat"), "refused");
    const mute = await openMuteClient(at.port, PATH);
    mute.send("40");
    await floodUntil(Promise.all([refused, mute.ended]));
    expect(await refused).toEqual({
      code: "too-many-requests",
      message: SENTENCES.client,
    });
  });

  it("is cut off where it polls no more", async () => {
    await open({ unsentBytesPerConnection: 500_000 });
    const refused = said(await at.stream("chat"), "refused");
    const { poll } = await openPolling();
    expect(await floodUntil(refused)).toBeLessThan(10);
    expect((await refused).message).toBe(SENTENCES.client);
    expect((await poll()).status).toBe(400);
  });

  it("is cut off where it polls again and again and reads no answer", async () => {
    await open({ unsentBytesPerConnection: 500_000 });
    const refused = said(await at.stream("chat"), "refused");
    const { request, sid } = await openPolling();
    const socket = await dial(at.port);
    await floodUntil(refused, async () => {
      // Two polls at once would end the session: this one is read before there is more to answer.
      const isRead = at.asked(sid);
      socket.write(request);
      await Promise.race([isRead, refused]);
    });
    socket.destroy();
    expect((await refused).message).toBe(SENTENCES.client);
  });

  it("is cut off as the page that watches a lab too", async () => {
    await open({ unsentBytesPerConnection: 500_000 });
    const mute = await openMuteClient(at.port, STREAM_PATH);
    mute.send(`40{"lesson":"chat","lab":"${LAB}"}`);
    const alice = await at.client("chat");
    let isOver = false;
    void mute.ended.then(() => (isOver = true));
    for (let sent = 0; !isOver; sent += 1) {
      if (sent > 1_000) throw new Error("It was not cut off.");
      await alice.ask("visit", `${sent} ${TEXT}`);
    }
  });
});

describe("what no packet carries", () => {
  it("is not kept for who does not read: the answers to WebSocket's pings", async () => {
    await open({});
    const mute = await openMuteClient(at.port, PATH);
    const text = "x".repeat(125);
    // More than the system takes by itself.
    await mute.ping(400_000, text);
    const answers = 400_000 * (text.length + 2);
    expect(await mute.readAll()).toBeLessThan(answers / 2);
  });

  it("is not kept for who does not read: the answers to probes of a transport", async () => {
    await open({});
    const { sid, poll } = await openPolling();
    const mute = await openMuteClient(at.port, PATH, `&sid=${sid}`);
    mute.send(...Array<string>(1_000).fill("2probe"));
    // The session is over.
    while ((await poll()).status !== 400);
    mute.close();
  });
});

describe("clients that do not read, each of them a little", () => {
  it("are cut off, the last first, when too much waits in their lab", async () => {
    await open({ unsentBytesPerLab: 600_000 });
    const refused = said(await at.stream("chat"), "refused");
    const sessions = [await openPolling(), await openPolling()];
    // What is shared by few is not much: each has less than a third of a megabyte waiting.
    expect(await floodUntil(refused)).toBeLessThan(6);
    expect((await refused).message).toBe(SENTENCES.lab);
    const statuses = await Promise.all(
      sessions.map(async ({ poll }) => (await poll()).status),
    );
    expect(statuses.sort()).toEqual([200, 400]);
  });

  it("are cut off when too much waits in all labs, and a small lab goes on", async () => {
    await open({ unsentBytesPerHost: 600_000, unsentBytesPerLab: 1e9 });
    const refused = said(await at.stream("chat"), "refused");
    const { poll } = await openPolling();
    const other = await openPolling(OTHER_LAB);
    const bob = await at.client("chat", OTHER_LAB);
    await bob.ask("chat", TEXT);
    await floodUntil(refused);
    expect((await refused).message).toBe(SENTENCES.host);
    expect((await poll()).status).toBe(400);
    expect(await (await other.poll()).text()).toContain(TEXT);
  });
});

it("does not hold against a client what it has read", async () => {
  await open({ unsentBytesPerConnection: 200_000 });
  const reader = await at.client("chat");
  const poller = await at.client("chat", LAB, { transports: ["polling"] });
  const heard = [0, 0];
  for (const [n, { socket }] of [reader, poller].entries())
    socket.on("chat", () => (heard[n] = (heard[n] ?? 0) + 1));
  const alice = await at.client("chat", LAB, { query: { room: "nobody" } });
  for (let sent = 0; sent < 30; sent += 1) {
    const got = [reader, poller].map((client) => client.next("chat"));
    await alice.ask("chat", TEXT);
    await Promise.all(got);
  }
  expect(heard).toEqual([30, 30]);
});
