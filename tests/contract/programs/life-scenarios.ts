import type { Socket } from "socket.io-client";
import type { LabServer } from "#lab/backends/backend.ts";
import type { Hop, ServerStepHop } from "#lab/trace/hop.ts";
import { isEmit } from "#lab/trace/trace.ts";
import {
  openProgram,
  openServer,
  withServer,
  type ProgramScenario,
} from "./program-world.ts";

/** A client that connects to a server by these transports, and waits for what happens to it. */
function connectTo(server: LabServer, transports: string[] = ["polling"]) {
  const { polling, websocket } = server.transports ?? {};
  const own = { polling, websocket };
  const named = transports.map(
    (name) => own[name as keyof typeof own] ?? name,
  ) as NonNullable<Socket["io"]["opts"]["transports"]>;
  const socket = server.connect({
    transports: named,
    reconnectionDelay: 10,
    reconnectionDelayMax: 10,
  });
  const next = (event: string): Promise<unknown> =>
    new Promise((resolve) => socket.once(event, resolve));
  return { socket, next };
}

const isRoom = (hop: Hop): hop is ServerStepHop =>
  hop.kind === "server" && hop.step.kind === "join";

/** All that a program can reach of its process, with what it is. */
const PROCESS = {
  abort: "function",
  argv: ["node", "/lab/server.js"],
  cwd: "function",
  emitWarning: "function",
  env: {},
  execArgv: [],
  execPath: "node",
  exit: "function",
  exitCode: "undefined",
  hrtime: "function",
  kill: "function",
  nextTick: "function",
  pid: 1,
  platform: "linux",
  stderr: { isTTY: false, write: "function" },
  stdout: { isTTY: false, write: "function" },
  title: "node",
  uptime: "function",
};

/** What programs do to their server and to their process while they run. */
export const LIFE_SCENARIOS: readonly ProgramScenario[] = [
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
  ...Object.entries({
    "process.exit(7)": "The program ended with status 7.",
    "process.exit()": "The program ended with status 3.",
    "process.abort()": "The program ended on SIGABRT.",
    "process.kill(process.pid)": "The program ended on SIGTERM.",
    "globalThis.process.exit(7)": "The program ended with status 7.",
    "Promise.reject(new Error()).catch(() => process.exit(7))":
      "The program ended with status 7.",
    "setTimeout(() => global.process.exit(7), 1)":
      "The program ended with status 7.",
  }).map(
    ([call, told]) =>
      ({
        name: `ends a program, and nothing else, that calls ${call}`,
        async run(world) {
          const { expect } = world;
          await using open = await openServer(
            world,
            withServer(`process.exitCode = 3;
io.on("connection", (s) => {
  s.on("end", () => { ${call}; });
  s.on("disconnect", () => { throw new Error("It is over."); });
});`),
          );
          const { socket, next } = connectTo(open.server);
          const connected = next("connect");
          socket.connect();
          await connected;
          const [gone, refused] = [next("disconnect"), next("connect_error")];
          socket.emit("end");
          expect(await open.next("programError")).toMatchObject({
            message: `${told} Try again to run it from its beginning.`,
            file: "server.js",
            line: 5,
          });
          expect(await gone).toBe("transport close");
          await refused;
          const restarted = next("connect");
          await open.server.restart();
          await restarted;
          socket.disconnect();
        },
      }) satisfies ProgramScenario,
  ),
  {
    name: "ends a program that exits before it has a server",
    async run(world) {
      await using open = await openServer(
        world,
        `async function main() { throw new Error("No database."); }
main().catch(() => process.exit(1));`,
      );
      world.expect(await open.next("programError")).toEqual({
        message:
          "The program ended with status 1. Try again to run it from its beginning.",
        file: "server.js",
        line: 2,
        column: world.expect.any(Number) as number,
      });
    },
  },
  {
    name: "gives a program a process of its own, the same wherever it runs",
    async run(world) {
      const { expect } = world;
      await using lab = await openProgram(
        world,
        withServer(`process.env.MINE = "set";
const shown = (value) => typeof value === "function" || value === undefined ? typeof value
  : Array.isArray(value) || typeof value !== "object" ? value
  : Object.fromEntries(Object.entries(value).map(([name, one]) => [name, shown(one)]));
io.on("connection", (s) => s.on("process", (done) => {
  const own = Object.entries(process).filter(([name]) => !name.startsWith("_"));
  delete process.env.MINE;
  done(Object.fromEntries(own.map(([name, value]) => [name, shown(value)])));
}));`),
      );
      expect(await lab.socket("Alice").emitWithAck("process")).toEqual(PROCESS);
    },
  },
  {
    name: "runs what a program sets for later in its order, with its cause",
    async run(world) {
      const { expect } = world;
      await using lab = await openProgram(
        world,
        withServer(`io.on("connection", (s) => s.on("later", () => {
  clearImmediate(setImmediate(() => s.emit("never")));
  setImmediate((word) => s.emit("immediate", word), "now");
  process.nextTick((word) => s.emit("tick", word), "first");
}));`),
      );
      const socket = lab.socket("Alice");
      const heard: unknown[] = [];
      socket.onAny((...values: unknown[]) => heard.push(values));
      const arrived = new Promise((done) => socket.once("immediate", done));
      socket.emit("later");
      await arrived;
      expect(heard).toEqual([
        ["tick", "first"],
        ["immediate", "now"],
      ]);
      for (const [event, line] of [
        ["tick", 6],
        ["immediate", 5],
      ] as const) {
        const emitted = await lab.hop(
          (hop): hop is Extract<Hop, { kind: "server" }> =>
            isEmit(hop) && hop.step.event === event,
        );
        expect(emitted.step).toMatchObject({ line, cause: { by: "hop" } });
      }
    },
  },
  ...Object.entries({
    "in a timer": ['setTimeout(() => { throw new Error("No."); }, 1);', 4],
    "in an immediate": ['setImmediate(() => { throw new Error("No."); });', 4],
    "in a tick": ['process.nextTick(() => { throw new Error("No."); });', 4],
    "in a microtask": ['queueMicrotask(() => { throw new Error("No."); });', 4],
  } satisfies Record<string, [string, number]>).map(
    ([where, [code, line]]) =>
      ({
        name: `tells of an error ${where}, or gives it to the program's own handler`,
        async run(world) {
          const { expect } = world;
          const body = `io.on("connection", (s) => s.on("go", () => {
  ${code}
}));`;
          await using open = await openServer(world, withServer(body));
          await using taken = await openServer(
            world,
            withServer(
              `${body}\nprocess.on("uncaughtException", (error, how) => io.emit("taken", error.message, how));`,
            ),
          );
          for (const { server } of [open, taken]) {
            const { socket, next } = connectTo(server);
            const connected = next("connect");
            socket.connect();
            await connected;
            const heard = new Promise((done) =>
              socket.once("taken", (...values: unknown[]) => done(values)),
            );
            socket.emit("go");
            if (server === open.server)
              expect(await open.next("programError")).toMatchObject({
                message: "Error: No.",
                line,
              });
            else expect(await heard).toEqual(["No.", "uncaughtException"]);
            socket.disconnect();
          }
        },
      }) satisfies ProgramScenario,
  ),
];
