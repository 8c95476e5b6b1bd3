import { afterEach, describe, expect, it } from "vitest";
import {
  isEmit,
  isHandler,
  openHost,
  type OpenHost,
  type TestClient,
} from "../node/testing/open-host.ts";

const program = (body: string, options = ""): string =>
  `import { Server } from "socket.io";\nconst io = new Server(3000${options});\n${body}`;

let at: OpenHost;
const open = async (body: string, options = ""): Promise<OpenHost> => {
  at = await openHost({ lesson: program(body, options) });
  return at;
};
const client = (nsp = ""): Promise<TestClient> =>
  at.client("lesson", undefined, {}, nsp);
const stream = () => at.stream("lesson");

afterEach(() => at.close());

// Line 3 is the first of each body.
const CHAT = `io.on("connection", (socket) => {
  socket.on("chat", (text, done) => {
    socket.broadcast.emit("chat", text);
    done("sent");
  });
});
`;

describe("the hops of a chat", () => {
  it("tell who connected, whose handler ran, on which lines, and who received what", async () => {
    await open(CHAT);
    const news = await stream();
    const alice = await client();
    const [bob, carol] = [await client(), await client()];
    const got = Promise.all([bob.next("chat"), carol.next("chat")]);
    const sent = alice.counts.sent + 1;
    expect(await alice.ask("chat", "hi")).toBe("sent");
    const [toBob, toCarol] = await got;

    const handler = await news.hop(isHandler("chat"));
    expect(handler).toMatchObject({
      line: 4,
      namespace: "/",
      engine: alice.engine,
      cause: { by: "message", message: [alice.engine, sent] },
    });
    const broadcast = await news.hop(isEmit("broadcast", "chat"));
    expect(broadcast).toMatchObject({
      line: 5,
      rooms: [],
      except: [alice.socket.id],
      cause: { by: "hop", hop: handler.id },
    });
    expect(broadcast.to.toSorted()).toEqual(
      [
        [bob.engine, toBob.message],
        [carol.engine, toCarol.message],
      ].toSorted(),
    );
    const ack = await news.hop(isEmit("ack"));
    expect(ack).toMatchObject({
      line: 6,
      to: [[alice.engine, alice.counts.received]],
      cause: { by: "hop", hop: handler.id },
    });
    expect(await news.hop(isHandler("connection", bob.engine))).toMatchObject({
      line: 3,
      cause: { by: "message", message: [bob.engine, 1] },
    });
    expect(
      news.hops.filter(isEmit("connect")).map(({ to }) => to),
    ).toContainEqual([[bob.engine, 1]]);
    expect(news.hops.map(({ id }) => id)).toEqual(
      news.hops.map((_, place) => place + 1),
    );
  });

  it("tell of a disconnect without a cause", async () => {
    await open(`io.on("connection", (socket) => {
  socket.on("disconnect", () => {
    io.emit("left");
  });
  socket.on("end", () => socket.disconnect());
});`);
    const news = await stream();
    const [alice, bob] = [await client(), await client()];
    const left = bob.next("left");
    alice.socket.io.engine.close();
    await left;
    const handler = await news.hop(isHandler("disconnect"));
    expect(handler).toMatchObject({ line: 4, engine: alice.engine });
    expect(handler.cause).toBeUndefined();
    expect(await news.hop(isEmit("broadcast", "left"))).toMatchObject({
      line: 5,
    });

    const ended = bob.next("disconnect");
    bob.socket.emit("end");
    await ended;
    const last = await news.hop(isHandler("end"));
    expect(await news.hop(isEmit("disconnect"))).toMatchObject({
      line: 7,
      cause: { by: "hop", hop: last.id },
    });
  });

  it("count across the change from polling to WebSocket", async () => {
    await open(CHAT);
    const news = await stream();
    const bob = await at.client("lesson", undefined, {
      transports: ["polling", "websocket"],
    });
    const { engine } = bob.socket.io;
    if (engine.transport.name === "polling")
      await new Promise((done) => engine.once("upgrade", done));
    const alice = await client();
    for (const text of ["one", "two"]) {
      const got = bob.next("chat");
      await alice.ask("chat", text);
      const { message } = await got;
      await news.hop(
        (hop) =>
          isEmit("broadcast", "chat")(hop) &&
          hop.to.some(([engine, n]) => engine === bob.engine && n === message),
      );
    }
  });
});

describe("a cause", () => {
  it("is kept across await and timers, for each of several handlers", async () => {
    await open(`io.on("connection", (socket) => {
  socket.on("slow", async (wait) => {
    await new Promise((done) => setTimeout(done, wait));
    socket.emit("first");
  });
  socket.on("slow", () => {
    setTimeout(() => socket.emit("second"), 1);
  });
});`);
    const news = await stream();
    const alice = await client();
    const got = Promise.all([alice.next("first"), alice.next("second")]);
    alice.socket.emit("slow", 5);
    await got;
    const second = await news.hop(isEmit("socket", "second"));
    const first = await news.hop(isEmit("socket", "first"));
    const handlers = news.hops.filter(isHandler("slow"));
    expect(handlers.map(({ line, cause }) => [line, cause])).toEqual([
      [4, { by: "message", message: [alice.engine, 2] }],
      [8, { by: "message", message: [alice.engine, 2] }],
    ]);
    expect(first).toMatchObject({ line: 6, cause: { hop: handlers[0]?.id } });
    expect(second).toMatchObject({ line: 9, cause: { hop: handlers[1]?.id } });
  });

  it("is the acknowledgement or the message for what a callback or middleware sends", async () => {
    await open(`io.on("connection", (socket) => {
  socket.use((event, next) => {
    socket.emit("checked");
    next();
  });
  socket.on("ask", () => {
    socket.emit("question", () => socket.emit("thanks"));
  });
});`);
    const news = await stream();
    const alice = await client();
    alice.socket.on("question", (done: () => void) => done());
    const thanks = alice.next("thanks");
    alice.socket.emit("ask");
    await thanks;
    expect(await news.hop(isEmit("socket", "thanks"))).toMatchObject({
      line: 9,
      cause: { by: "message", message: [alice.engine, 3] },
    });
    expect(await news.hop(isEmit("socket", "checked"))).toMatchObject({
      cause: { by: "message", message: [alice.engine, 2] },
    });
    expect(await news.hop(isHandler("ask"))).toMatchObject({
      cause: { by: "message", message: [alice.engine, 2] },
    });
  });

  it("is none for what the program does by itself", async () => {
    await open(`setInterval(() => {\n  io.emit("tick");\n}, 5);`);
    const news = await stream();
    await (await client()).next("tick");
    const tick = await news.hop(isEmit("broadcast", "tick"));
    expect(tick.line).toBe(4);
    expect(tick.cause).toBeUndefined();
  });
});

describe("rooms", () => {
  it("tell of joins, leaves, rooms and exceptions, but not of a socket's own room", async () => {
    await open(`io.on("connection", (socket) => {
  socket.join("blue");
  socket.on("go", (other, done) => {
    io.to(["blue", "red"]).except("green").emit("news");
    io.to(other)
      .emit("private");
    socket.leave("blue");
    done();
  });
});`);
    const news = await stream();
    const [alice, bob] = [await client(), await client()];
    const got = Promise.all([bob.next("news"), bob.next("private")]);
    await alice.ask("go", bob.socket.id);
    await got;
    expect(await news.hop(isEmit("broadcast", "news"))).toMatchObject({
      line: 6,
      rooms: ["blue", "red"],
      except: ["green"],
    });
    expect(await news.hop(isEmit("broadcast", "private"))).toMatchObject({
      line: 8,
      rooms: [bob.socket.id],
      to: [[bob.engine, 3]],
    });
    await news.hop((hop) => hop.kind === "leave");
    const rooms = news.hops.filter(
      (hop) => hop.kind === "join" || hop.kind === "leave",
    );
    const go = await news.hop(isHandler("go"));
    expect(rooms).toMatchObject([
      {
        kind: "join",
        room: "blue",
        engine: alice.engine,
        line: 4,
        cause: { by: "hop" },
      },
      { kind: "join", room: "blue", engine: bob.engine },
      {
        kind: "leave",
        room: "blue",
        engine: alice.engine,
        line: 9,
        cause: { hop: go.id },
      },
    ]);
  });
});

describe("listeners", () => {
  it("can be taken off, listed, used once and used for any event", async () => {
    await open(`io.on("connection", (socket) => {
  let calls = [];
  const one = () => calls.push("one");
  const any = (event) => event === "go" && calls.push("any");
  socket.on("go", one);
  socket.once("go", () => calls.push("once"));
  socket.prependListener("go", () => calls.push("before"));
  socket.onAny(any);
  socket.on("tell", (done) => {
    const listed = socket.listeners("go").includes(one) && socket.listenersAny().includes(any);
    done(calls, listed);
    calls = [];
  });
  socket.on("off", (done) => {
    socket.off("go", one);
    socket.offAny(any);
    done();
  });
});`);
    const news = await stream();
    const { socket, ask } = await client();
    const tell = () =>
      new Promise((done) =>
        socket.emit("tell", (...values: unknown[]) => done(values)),
      );
    socket.emit("go");
    expect(await tell()).toEqual([["any", "before", "one", "once"], true]);
    socket.emit("go");
    expect(await tell()).toEqual([["any", "before", "one"], true]);
    await ask("off");
    socket.emit("go");
    expect(await tell()).toEqual([["before"], false]);
    await news.hop(isHandler("off"));
    expect(
      news.hops
        .filter(isHandler("go"))
        .slice(0, 4)
        .map(({ line }) => line),
    ).toEqual([10, 9, 7, 8]);
  });
});

describe("a stream", () => {
  it("gets what happened before it opened, and no hop twice when it opens again", async () => {
    await open(CHAT);
    const alice = await client();
    await alice.ask("chat", "early");
    const first = await stream();
    const ack = await first.hop(isEmit("ack"));
    await alice.ask("chat", "later");
    const after = { run: first.runs[0] ?? "", hop: ack.id };
    const again = await at.stream("lesson", undefined, after);
    await again.hop(isEmit("ack"));
    expect(again.hops[0]?.id).toBe(ack.id + 1);
    const other = await at.stream("lesson", undefined, {
      run: "another",
      hop: 99,
    });
    await other.hop(isEmit("ack"));
    expect(other.hops[0]?.id).toBe(1);
  });
});
