import type { Hop, ServerStepHop } from "#lab/trace/hop.ts";
import { isEmit } from "#lab/trace/trace.ts";
import {
  connectTo,
  openProgram,
  openServer,
  withServer,
  type ProgramScenario,
} from "./program-world.ts";

const isRoom = (hop: Hop): hop is ServerStepHop =>
  hop.kind === "server" && hop.step.kind === "join";

/** What programs do to their server, and which of its options have no effect. */
export const SERVER_SCENARIOS: readonly ProgramScenario[] = [
  {
    name: "lets nobody in once a program has closed its server, until it listens again",
    async run(world) {
      const { expect } = world;
      await using open = await openServer(
        world,
        withServer(`io.on("connection", (s) => {
  s.on("close", () => {
    io.close();
  });
  s.on("again", () => io.close(() => io.listen(3000)));
});`),
      );
      const { socket, next } = connectTo(open.server);
      const connected = next("connect");
      socket.connect();
      await connected;
      const [gone, back] = [next("disconnect"), next("connect")];
      socket.emit("again");
      expect(await gone).toBe("transport close");
      expect(await open.next("programNotice")).toMatchObject({ line: 7 });
      await back;
      const refused = next("connect_error");
      socket.emit("close");
      expect(await open.next("programNotice")).toEqual({
        message:
          "The program closed its server, so nobody can connect to it any more.",
        file: "server.js",
        line: 5,
      });
      // At the first attempt and at the next.
      await refused;
      await next("connect_error");
      expect(socket.connected).toBe(false);
      const restarted = next("connect");
      await open.server.restart();
      await restarted;
      socket.disconnect();
    },
  },
  {
    name: "says which options and settings have no effect, where they are given, and no others",
    async run(world) {
      const { expect } = world;
      const options = `{
  path: "/mine", parser: {}, cookie: true, cors: { origin: "*" }, allowEIO3: true,
  maxHttpBufferSize: 1e9, perMessageDeflate: false, serveClient: false,
  pingInterval: 20000, allowRequest: (req, done) => done(null, true), unheardOf: 1,
}`;
      await using open = await openServer(
        world,
        withServer('io.path("/other");', options),
      );
      const said = [];
      for (let n = 0; n < 7; n += 1)
        said.push(await open.next("programNotice"));
      expect(
        said.map(({ message, line }) => [
          /The option (\w+)/.exec(message)?.[1],
          line,
        ]),
      ).toEqual([
        ["path", 2],
        ["parser", 2],
        ["cookie", 2],
        ["cors", 2],
        ["allowEIO3", 2],
        ["maxHttpBufferSize", 2],
        ["path", 7],
      ]);
      expect(said[0]?.message).toBe(
        "The option path has no effect in a lab: each lab has a path of its own, which its clients know.",
      );
    },
  },
  ...Object.entries({
    websocket: { reason: "transport close", why: { context: { code: 1009 } } },
    polling: { reason: "transport error", why: { description: 413 } },
  }).map(
    ([transport, { reason, why }]) =>
      ({
        name: `ends a connection by ${transport} that carries more than the program's maxHttpBufferSize`,
        async run(world) {
          const { expect } = world;
          await using open = await openServer(
            world,
            withServer(
              `io.on("connection", (s) => {
  s.on("ask", (text, done) => done(text.length));
  s.on("disconnect", (reason) => io.emit("left", reason));
});`,
              "{ maxHttpBufferSize: 1000 }",
            ),
          );
          const alice = connectTo(open.server, [transport]);
          const bob = connectTo(open.server, [transport]);
          for (const { socket, next } of [alice, bob]) {
            const connected = next("connect");
            socket.connect();
            await connected;
          }
          const most = 1000 - '420["ask",""]'.length;
          const ask = (length: number): Promise<unknown> =>
            alice.socket.emitWithAck("ask", "x".repeat(length));
          expect(await ask(most)).toBe(most);
          const left = bob.next("left");
          const gone = new Promise((done) =>
            alice.socket.once("disconnect", (...values) => done(values)),
          );
          const unanswered = ask(most + 1).catch(() => "unanswered");
          expect(await gone).toMatchObject([reason, why]);
          expect(await unanswered).toBe("unanswered");
          if (transport === "websocket")
            expect(await left).toBe("transport error");
          alice.socket.disconnect();
          bob.socket.disconnect();
        },
      }) satisfies ProgramScenario,
  ),
  {
    name: "tells of rooms and broadcasts on an adapter that a program sets",
    async run(world) {
      const { expect } = world;
      await using lab = await openProgram(
        world,
        withServer(`class Mine extends io.sockets.adapter.constructor {}
io.adapter(Mine);
io.on("connection", (s) => s.on("join", (done) => {
  s.join("red");
  io.to("red").emit("hello");
  done();
}));`),
      );
      await lab.socket("Alice").emitWithAck("join");
      const emitted = await lab.hop(
        (hop): hop is Extract<Hop, { kind: "server" }> =>
          isEmit(hop) && hop.step.event === "hello",
      );
      expect(emitted.step).toMatchObject({
        how: "broadcast",
        rooms: ["red"],
        line: 7,
      });
      expect((await lab.hop(isRoom)).step).toMatchObject({
        room: "red",
        line: 6,
      });
      const to = isEmit(emitted) ? emitted.step.to : [];
      expect(to.map((one) => lab.trace.clientOf(one[0]))).toEqual(["Alice"]);
    },
  },
];
