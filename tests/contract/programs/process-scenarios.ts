import type { Hop } from "#lab/trace/hop.ts";
import { isEmit } from "#lab/trace/trace.ts";
import {
  connectTo,
  openProgram,
  openServer,
  withServer,
  type ProgramScenario,
} from "./program-world.ts";

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

/** What programs do to their process, and with what they set for later. */
export const PROCESS_SCENARIOS: readonly ProgramScenario[] = [
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
