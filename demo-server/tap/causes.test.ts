import { describe, expect, it } from "vitest";
import { isEmit, isHandler } from "#tests/support/server/open-host.ts";
import { useProgram } from "#tests/support/server/use-program.ts";

const { open, client, stream } = useProgram();

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
