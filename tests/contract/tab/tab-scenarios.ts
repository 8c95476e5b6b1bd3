import type { Backend, LabServer, ServerNews } from "#lab/backends/backend.ts";
import { openLab } from "#lab/lab.ts";
import type { Hop, ServerStepHop } from "#lab/trace/hop.ts";
import { isEmit, isHandler } from "#lab/trace/trace.ts";
import { openDefinedLab } from "../../support/lab/open-defined-lab.ts";
import { ECHO_BY_ALL } from "./echo.ts";
import { DEFINITION, program, type TabScenario } from "./tab-world.ts";
import { WEBTRANSPORT_SCENARIOS } from "./webtransport-scenarios.ts";

/** Opens a server without a lab, and waits for one thing that it says. */
function openServer(
  backend: Backend,
  listener: Partial<ServerNews> = {},
): LabServer {
  const ignore = (): void => undefined;
  return backend.open(
    { lesson: "a-lesson" },
    {
      hops: ignore,
      programError: ignore,
      programNotice: ignore,
      refused: ignore,
      stopped: ignore,
      note: ignore,
      ...listener,
    },
  );
}

const next = <K extends "programError" | "stopped">(
  backend: Backend,
  kind: K,
): Promise<Parameters<ServerNews[K]>[0]> =>
  new Promise((resolve) => {
    const server = openServer(backend, {
      [kind](said: Parameters<ServerNews[K]>[0]) {
        server.close();
        resolve(said);
      },
    });
  });

const isStep = (hop: Hop): hop is ServerStepHop => hop.kind === "server";

const LABELLED = (label: string, event: string) => ({
  label,
  who: "Alice" as const,
  run: (socket: { emit(name: string): unknown }) => socket.emit(event),
});

export const TAB_SCENARIOS: readonly TabScenario[] = [
  {
    name: "says where the syntax of a program is wrong, whoever compiles it",
    async run({ expect, serve }) {
      const source = "const a = 1;\nconst = 2;";
      expect(await next(serve({ source }).backend, "programError")).toEqual({
        message: "SyntaxError: Unexpected token",
        file: "server.js",
        line: 2,
        column: 7,
      });
      const fault = { message: "No.", file: "server.js", line: 1, column: 2 };
      expect(await next(serve({ fault }).backend, "programError")).toEqual(
        fault,
      );
    },
  },
  {
    name: "can be closed by its program",
    async run({ expect, serve }) {
      const body =
        'io.close().then(() => { throw new Error("It is closed"); });';
      expect(
        await next(serve(program(body)).backend, "programError"),
      ).toMatchObject({ message: "Error: It is closed", line: 3 });
    },
  },
  {
    name: "says on which line and column a program failed to start",
    async run({ expect, serve }) {
      const { backend } = serve(program("\n  missing();"));
      expect(await next(backend, "programError")).toEqual({
        message: "ReferenceError: missing is not defined",
        file: "server.js",
        line: 4,
        column: 3,
      });
      const first = serve({ body: "say();" }).backend;
      expect(await next(first, "programError")).toMatchObject({
        line: 1,
        column: 1,
      });
    },
  },
  {
    name: "says on which line a timer or a promise of a program threw",
    async run({ expect, serve }) {
      const timer = serve(program("setTimeout(() => {\n  null.a;\n}, 1);"));
      expect(await next(timer.backend, "programError")).toMatchObject({
        line: 4,
      });
      const promise = serve(
        program("void (async () => {\n  await null;\n  null.a;\n})();"),
      );
      expect(await next(promise.backend, "programError")).toMatchObject({
        line: 5,
      });
    },
  },
  ...(["websocket", "webtransport"] as const).map((transport): TabScenario => ({
    name: `takes as much by ${transport} as its handshake says, and no more`,
    async run({ expect, serve }) {
      const transports = ["polling", transport];
      const options = { Alice: { transports }, Bob: { transports } };
      await using lab = await openDefinedLab(
        "echo-by-all",
        { ...DEFINITION, options },
        serve(ECHO_BY_ALL),
      );
      const socket = lab.socket("Alice");
      const most = 1_000_000 - '420["echo",""]'.length;
      const echo = (length: number): Promise<unknown> =>
        socket.emitWithAck("echo", "x".repeat(length));
      expect(await echo(most)).toHaveLength(most);
      const unanswered = echo(most + 1).catch(() => "unanswered");
      const { reason } = await lab.status(
        "Alice",
        ({ state }) => state !== "connected",
      );
      expect(reason).toBe("transport close");
      expect(await unanswered).toBe("unanswered");
      expect(await lab.socket("Bob").emitWithAck("echo", "hi")).toBe("hi");
    },
  })),
  {
    name: "refuses clients while the program does not run",
    async run({ expect, serve }) {
      const server = openServer(serve({ source: "throw 1;" }).backend);
      const socket = server.connect({
        reconnection: false,
        transports: [...transportsOf(server)],
      });
      const error = await new Promise<Error>((resolve) =>
        socket.once("connect_error", resolve).connect(),
      );
      expect(error.message).toBe("xhr poll error");
      server.close();
    },
  },
  {
    name: "ends a program in an endless loop, tells so, and starts again",
    async run({ expect, serve }) {
      const stopped = Promise.withResolvers<string>();
      const server = openServer(
        serve(
          program(
            'io.on("connection", (s) => s.on("loop", () => { for (;;); }));',
          ),
        ).backend,
        { stopped: stopped.resolve },
      );
      const socket = server.connect({ transports: transportsOf(server) });
      const once = (event: string): Promise<unknown> =>
        new Promise((resolve) => socket.once(event, resolve));
      const connected = once("connect");
      socket.connect();
      await connected;
      const gone = once("disconnect");
      socket.emit("loop");
      expect(await stopped.promise).toContain("endless loop");
      expect(await gone).toMatch(/^transport (close|error)$/);
      const back = once("connect");
      await server.restart();
      await back;
      server.close();
    },
  },
  {
    name: "starts anew: connections are lost and the program runs from its beginning",
    async run({ expect, serve }) {
      await using lab = await openDefinedLab(
        "counts",
        DEFINITION,
        serve(
          program(
            'let n = 0;\nio.on("connection", (s) => s.on("count", (done) => done(++n)));',
          ),
        ),
      );
      const socket = lab.socket("Alice");
      expect(await socket.emitWithAck("count")).toBe(1);
      expect(await socket.emitWithAck("count")).toBe(2);
      const back = new Promise((resolve) =>
        socket.once("connect", resolve as () => void),
      );
      await lab.server.restart();
      await back;
      expect(await socket.emitWithAck("count")).toBe(1);
      const isLost = (hop: Hop): hop is Hop & { kind: "state" } =>
        hop.kind === "state" && hop.state === "disconnected";
      expect((await lab.hop(isLost)).reason).toMatch(/^transport/);
      // Its steps come as those of another run.
      const [first] = lab.trace.hops.filter(isStep);
      await lab.hop(
        (hop): hop is ServerStepHop => isStep(hop) && hop.run !== first?.run,
      );
      const notes = lab.trace.hops.flatMap((hop) =>
        hop.kind === "note" ? [hop.text] : [],
      );
      expect(notes).toEqual([
        "The server has crashed: every connection is lost.",
        "The server is back: it started the lesson's program again.",
      ]);
    },
  },
  {
    name: "carries a cause through timers, and says where it only guesses",
    async run({ expect, serve }) {
      await using lab = await openDefinedLab(
        "causes",
        {
          clients: ["Alice"],
          actions: {
            timer: LABELLED("timer", "timer"),
            wait: LABELLED("wait", "wait"),
          },
        },
        serve(
          program(
            `io.on("connection", (socket) => {
  socket.on("timer", () => setTimeout(() => socket.emit("rang"), 1));
  socket.on("wait", async () => {
    await new Promise((done) => setTimeout(done, 1));
    socket.emit("waited");
  });
});`,
          ),
        ),
      );
      for (const [action, event, line, inferred] of [
        ["timer", "rang", 4, undefined],
        ["wait", "waited", 7, true],
      ] as const) {
        const hop = await lab.act(action);
        await lab.received("Alice", event);
        const emitted = await lab.hop(
          (found): found is Extract<Hop, { kind: "server" }> =>
            isEmit(found) && found.step.event === event,
        );
        expect(emitted.step.line).toBe(line);
        expect(emitted.step.inferred).toBe(inferred);
        expect(lab.trace.rootOf(emitted.id).id).toBe(hop);
      }
      expect(
        lab.trace.hops.filter(isHandler).every(({ step }) => !step.inferred),
      ).toBe(true);
    },
  },
  {
    name: "runs a program that is given as text, and refuses one in another language",
    async run({ expect, start }) {
      const server = await start();
      const { source } = program(
        'io.on("connection", (s) => s.on("ask", (done) => done("mine")));',
      );
      await using lab = await openDefinedLab(
        { source, file: "server.js" },
        DEFINITION,
        server,
      );
      expect(await lab.socket("Alice").emitWithAck("ask")).toBe("mine");

      const { backend } = server;
      const python = { source: "print()", file: "app.py" } as const;
      const why = "This server runs server.js, not app.py";
      expect(await backend.available(python)).toMatchObject({ ok: false, why });
      const open = () => openLab(python, { clients: [], actions: {} }, backend);
      expect(open).toThrow(`${why}. Open it on a server that runs app.py.`);
    },
  },
  ...WEBTRANSPORT_SCENARIOS,
];

const transportsOf = ({ transports }: LabServer) => {
  if (!transports?.webtransport) throw new Error("No virtual transports.");
  return [transports.polling, transports.websocket];
};
