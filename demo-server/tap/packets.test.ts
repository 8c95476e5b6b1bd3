import { afterEach, describe, expect, it } from "vitest";
import {
  isEmit,
  isHandler,
  openHost,
  type OpenHost,
  type TestClient,
} from "#tests/support/server/open-host.ts";

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

describe("packets of every kind", () => {
  it("are named by their first message when they are binary", async () => {
    await open(`io.on("connection", (socket) => {
  socket.on("file", (bytes, done) => {
    socket.emit("copy", bytes, { more: bytes });
    done(bytes);
  });
});`);
    const news = await stream();
    const alice = await client();
    const copy = alice.next("copy");
    await alice.ask("file", Buffer.from("abc"));
    await copy;
    // Each of these has one head, and attachments that count too.
    expect(await news.hop(isHandler("file"))).toMatchObject({
      cause: { by: "message", message: [alice.engine, 2] },
    });
    expect(await news.hop(isEmit("socket", "copy"))).toMatchObject({
      to: [[alice.engine, 2]],
    });
    expect(await news.hop(isEmit("ack"))).toMatchObject({
      to: [[alice.engine, 5]],
    });
    expect(alice.counts).toEqual({ sent: 3, received: 6 });
    await alice.ask("file", "text");
    await news.hop(
      (hop) =>
        isHandler("file")(hop) && JSON.stringify(hop.cause).endsWith(",4]}"),
    );
  });

  it("tell their namespace, also of one that is refused and of one made on demand", async () => {
    await open(`io.of("/admin", (socket) => {
  socket.emit("hello");
});
io.of(/^\\/room-/).on("connection", (socket) => {
  socket.nsp.emit("welcome");
});
io.of("/closed").use((socket, next) => {
  next(new Error("closed to all"));
});`);
    const news = await stream();
    const admin = await client("/admin");
    expect(await news.hop(isHandler("connection", admin.engine))).toMatchObject(
      { namespace: "/admin", line: 3 },
    );
    expect(await news.hop(isEmit("socket", "hello"))).toMatchObject({
      namespace: "/admin",
      line: 4,
    });
    const room = await client("/room-1");
    expect(await news.hop(isHandler("connection", room.engine))).toMatchObject({
      namespace: "/room-1",
      line: 6,
    });
    expect(await news.hop(isEmit("broadcast", "welcome"))).toMatchObject({
      namespace: "/room-1",
      line: 7,
    });
    await expect(client("/nowhere")).rejects.toThrow("Invalid namespace");
    await expect(client("/closed")).rejects.toThrow("closed to all");
    await news.hop((hop) => hop.kind === "emit" && hop.namespace === "/closed");
    expect(news.hops.filter(isEmit("connect_error"))).toMatchObject([
      {
        namespace: "/nowhere",
        to: [[expect.any(String), 1]],
        cause: { by: "message", message: [expect.any(String), 1] },
      },
      {
        namespace: "/closed",
        to: [[expect.any(String), 1]],
        cause: { by: "message" },
      },
    ]);
  });

  it("are not said to reach who was passed over", async () => {
    await open(`io.on("connection", (socket) => {
  socket.on("go", (done) => {
    socket.emit("large", "x".repeat(50_000));
    io.volatile.emit("maybe");
    done();
  });
});`);
    const news = await stream();
    const alice = await at.client("lesson", undefined, {
      transports: ["polling"],
    });
    let came = 0;
    alice.socket.on("maybe", () => came++);
    await alice.ask("go");
    const maybe = await news.hop(isEmit("broadcast", "maybe"));
    expect(maybe.to).toHaveLength(came);
    expect(came).toBe(0);
  });

  it("are straight to one socket also with connection state recovery, and are told when sent again", async () => {
    await open(
      `io.on("connection", (socket) => {
  socket.on("go", (done) => {
    socket.emit("own", 1);
    io.to(socket.id).emit("by room", 1);
    done();
  });
  socket.on("send later", (done) => {
    done();
    socket.conn.close();
    setTimeout(() => io.emit("missed"), 1);
  });
});`,
      ", { connectionStateRecovery: {} }",
    );
    const news = await stream();
    const alice = await client();
    await alice.ask("go");
    expect(await news.hop(isEmit("socket", "own"))).toMatchObject({
      line: 5,
      rooms: [],
      except: [],
      to: [[alice.engine, 2]],
    });
    expect(await news.hop(isEmit("broadcast", "by room"))).toMatchObject({
      line: 6,
      rooms: [alice.socket.id],
    });
    const missed = alice.next("missed");
    await alice.ask("send later");
    await missed;
    expect(alice.socket.recovered).toBe(true);
    const again = await news.hop(isEmit("socket", "missed"));
    expect(again.to[0]?.[0]).toBe(alice.socket.io.engine.id);
    expect(again.cause).toMatchObject({
      by: "message",
      message: [alice.socket.io.engine.id, 1],
    });
  });

  it("tell a broadcast with acknowledgements once", async () => {
    await open(`io.on("connection", (socket) => {
  socket.on("poll", async (done) => {
    done(await io.timeout(1000).emitWithAck("vote"));
  });
});`);
    const news = await stream();
    const [alice, bob] = [await client(), await client()];
    for (const { socket } of [alice, bob])
      socket.on("vote", (done: (vote: string) => void) => done("yes"));
    expect(await alice.ask("poll")).toEqual(["yes", "yes"]);
    const vote = await news.hop(isEmit("broadcast", "vote"));
    expect(vote).toMatchObject({
      line: 5,
      to: [
        [alice.engine, 2],
        [bob.engine, 2],
      ],
    });
    expect(news.hops.filter(isEmit("broadcast", "vote"))).toHaveLength(1);
  });
});
