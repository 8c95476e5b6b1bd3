import { afterEach, describe, expect, it } from "vitest";
import { io } from "socket.io-client";
import { labPath, STREAM_PATH } from "#contract/stream.ts";
import {
  isEmit,
  isHandler,
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

describe("labs", () => {
  it("of one lesson never hear each other", async () => {
    at = await openHost({ chat: CHAT });
    const [alice, mallory] = [
      await at.client("chat"),
      await at.client("chat", OTHER_LAB),
    ];
    const heard: unknown[] = [];
    mallory.socket.on("chat", (text) => heard.push(text));
    const streams = [
      await at.stream("chat"),
      await at.stream("chat", OTHER_LAB),
    ];
    await alice.ask("chat", "secret");
    await mallory.ask("chat", "mine");
    // Order is kept, so whatever was to come before "mine" has come.
    expect(heard).toEqual(["mine"]);
    const hops = await Promise.all(
      streams.map((stream) => stream.hop(isHandler("chat"))),
    );
    expect(hops.map(({ engine }) => engine)).toEqual([
      alice.engine,
      mallory.engine,
    ]);
    expect(streams[0]?.runs).not.toEqual(streams[1]?.runs);
  });

  it("are made once when several clients and the stream enter at the same time", async () => {
    at = await openHost({ chat: CHAT });
    const [news, ...clients] = await Promise.all([
      at.stream("chat"),
      at.client("chat"),
      at.client("chat"),
      at.client("chat", LAB, { transports: ["polling", "websocket"] }),
    ]);
    const got = Promise.all(clients.map((client) => client.next("chat")));
    await clients[0]?.ask("chat", "hi");
    await got;
    const hop = await news.hop(isEmit("broadcast", "chat"));
    expect(hop.to).toHaveLength(3);
    expect(await (await fetch(`${at.url}/healthz`)).json()).toMatchObject({
      ok: true,
      labs: 1,
      clients: 3,
    });
  });

  it("close when nobody is left, and open anew", async () => {
    at = await openHost({ chat: CHAT }, { limits: { idleMs: 20 } });
    const first = await at.stream("chat");
    first.socket.disconnect();
    await expect
      .poll(
        async () =>
          (await (await fetch(`${at.url}/healthz`)).json()) as unknown,
      )
      .toMatchObject({ labs: 0 });
    const again = await at.stream("chat");
    await expect.poll(() => again.runs).toHaveLength(1);
    expect(await (await fetch(`${at.url}/healthz`)).json()).toMatchObject({
      labs: 1,
    });
  });
});

describe("nothing ends the host", () => {
  it("no malformed packet, request or upgrade", async () => {
    at = await openHost({ chat: CHAT });
    const alice = await at.client("chat");
    for (const text of [
      '2["a"',
      "9",
      '51-["a",{"_placeholder":true,"num":9}]',
      '2/no,["a"]',
      "0/%",
      "4{}",
    ]) {
      const mallory = await at.client("chat", LAB, { reconnection: false });
      const cut = mallory.next("disconnect");
      mallory.socket.io.engine.write(text);
      if (text.startsWith("5")) mallory.socket.io.engine.write('2["b"]');
      if (text.startsWith("0")) mallory.socket.disconnect();
      await cut;
    }
    const path = `/labs/chat/${LAB}/socket.io/`;
    const requests = [
      "GET /labs/%ZZ/%/socket.io/ HTTP/1.1\r\nHost: a\r\n\r\n",
      `GET ${path}?EIO=4&transport=__proto__ HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`,
      `GET ${path}?EIO=3&transport=polling HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`,
      `GET ${path}?EIO=4&transport=polling&sid=constructor HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`,
      `POST ${path}?EIO=4&transport=polling HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 2\r\n\r\nhi`,
      upgradeRequest(`${path}?EIO=4&transport=polling`),
      upgradeRequest(`${path}?EIO=4&transport=websocket&sid=nobody`),
      upgradeRequest(path, { "Sec-WebSocket-Key": "bad" }),
      `GET / HTTP/1.1\r\nHost: a\r\nX: ${"x".repeat(20_000)}\r\n\r\n`,
      "nonsense\r\n\r\n",
    ];
    for (const request of requests) {
      expect(await at.raw(request)).toMatch(/^HTTP\/1.1 [45]\d\d /);
    }
    await alice.ask("chat", "still here");
  });

  it("no handler that throws, at once, later, or in an acknowledgement", async () => {
    at = await openHost({
      wrong: `import { Server } from "socket.io";
const io = new Server();
io.use((socket, next) => {
  if (socket.handshake.auth.bad) throw new Error("in middleware");
  next();
});
io.on("connection", (socket) => {
  socket.on("now", () => {
    null.now;
  });
  socket.on("later", async () => {
    await 1;
    throw new Error("later");
  });
  socket.on("ask", () => {
    socket.emit("question", () => {
      throw new Error("in an answer");
    });
  });
  socket.on("fine", (done) => done("fine"));
});`,
    });
    const news = await at.stream("wrong");
    const alice = await at.client("wrong");
    alice.socket.on("question", (done: () => void) => done());
    for (const [event, message, line] of [
      ["now", "TypeError: Cannot read properties of null (reading 'now')", 9],
      ["later", "Error: later", 13],
      ["ask", "Error: in an answer", 17],
    ] as const) {
      const error = said(news, "programError");
      alice.socket.emit(event);
      expect(await error).toMatchObject({ message, file: "server.js", line });
    }
    const error = said(news, "programError");
    void at
      .client("wrong", LAB, { auth: { bad: true } })
      .catch(() => undefined);
    expect(await error).toMatchObject({ line: 4 });
    expect(await alice.ask("fine")).toBe("fine");
    const late = await at.stream("wrong");
    await late.hop(isHandler("fine"));
  });
});

describe("a program that does not start", () => {
  const cases = [
    ["a syntax error", "const = 1;", /Unexpected token/, 1],
    ["an error at its start", "\nnothing();", /nothing is not defined/, 2],
    ["no server", "const a = 1;", /never makes a server/, undefined],
    [
      "two servers",
      'import { Server } from "socket.io";\nnew Server(3000);\nnew Server(3001);',
      /second Server/,
      3,
    ],
  ] as const;
  for (const [what, program, message, line] of cases) {
    it(`with ${what} is told to the stream and to clients, and works again when it is right`, async () => {
      at = await openHost({ lesson: program });
      const news = io(at.url, {
        path: STREAM_PATH,
        auth: { lesson: "lesson", lab: LAB },
        forceNew: true,
      });
      const error = await new Promise((done) =>
        news.once("programError", done),
      );
      expect(error).toMatchObject({
        message: expect.stringMatching(message) as string,
        file: "server.js",
      });
      expect((error as { line?: number }).line).toBe(line);
      const answer = await poll("lesson", LAB);
      expect(answer.status).toBe(503);
      expect(await answer.json()).toMatchObject({
        code: "program-failed",
        message: expect.stringMatching(message) as string,
      });
      at.writeLesson("lesson", CHAT);
      const running = new Promise((done) => news.once("running", done));
      await at.host.reload("lesson");
      await running;
      news.disconnect();
      await (await at.client("lesson")).ask("chat", "hi");
    });
  }
});

it.each([
  [
    "has ended",
    "process.exit(7)",
    "programError",
    "The lesson's program has ended. server.js, line 4: The program ended with status 7.",
  ],
  [
    "has closed its server",
    "io.close()",
    "programNotice",
    "The lesson's program has closed its server.",
  ],
] as const)(
  "refuses whoever comes to a program that %s",
  async (_what, call, event, message) => {
    at = await openHost({
      lesson: `import { Server } from "socket.io";
const io = new Server(3000);
io.on("connection", (socket) => {
  socket.on("end", () => ${call});
});`,
      chat: CHAT,
    });
    const news = await at.stream("lesson");
    const alice = await at.client("lesson", LAB, { reconnection: false });
    const other = await at.client("chat");
    const told = said(news, event);
    const gone = alice.next("disconnect");
    alice.socket.emit("end");
    await Promise.all([told, gone]);
    const answer = await poll("lesson", LAB);
    expect(answer.status).toBe(503);
    expect(await answer.json()).toMatchObject({
      code: "program-failed",
      message: expect.stringContaining(message) as string,
    });
    await other.ask("chat", "still here");
  },
);

it("serves a lab's own address with and without a slash at its end", async () => {
  at = await openHost({ chat: CHAT });
  const answer = await fetch(
    `${at.url}${labPath("chat", LAB)}?EIO=4&transport=polling`,
  );
  expect(answer.status).toBe(200);
});
