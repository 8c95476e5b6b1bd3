import { describe, expect, it } from "vitest";
import { isEmit, isHandler } from "#tests/support/server/open-host.ts";
import { useProgram } from "#tests/support/server/use-program.ts";

const { open, client, stream } = useProgram();

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
    const host = await open(CHAT);
    const news = await stream();
    const bob = await host.client("lesson", undefined, {
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
    const host = await open(CHAT);
    const alice = await client();
    await alice.ask("chat", "early");
    const first = await stream();
    const ack = await first.hop(isEmit("ack"));
    await alice.ask("chat", "later");
    const after = { run: first.runs[0] ?? "", hop: ack.id };
    const again = await host.stream("lesson", undefined, after);
    await again.hop(isEmit("ack"));
    expect(again.hops[0]?.id).toBe(ack.id + 1);
    const other = await host.stream("lesson", undefined, {
      run: "another",
      hop: 99,
    });
    await other.hop(isEmit("ack"));
    expect(other.hops[0]?.id).toBe(1);
  });
});
