import { BINARY_SCENARIOS } from "./binary-scenarios.ts";
import { framesOf } from "#lab/trace/questions.ts";
import { openDefinedLab } from "../../support/lab/open-defined-lab.ts";
import { ECHO } from "./echo.ts";
import { DEFINITION, type BrowserScenario } from "./tab-world.ts";

/** What must be so where there is a server that has WebTransport and a browser. */
export const WEBTRANSPORT_SCENARIOS: readonly BrowserScenario[] = [
  {
    name: "carries much at once, and what is much longer than a datagram, whole and in order",
    async run({ expect, serve }) {
      await using lab = await openDefinedLab(
        "echo",
        { ...DEFINITION, transport: "webtransport" },
        serve(ECHO),
      );
      const socket = lab.socket("Alice");
      const long = Array.from({ length: 9_000 }, (_, n) => `${n} é`).join();
      const texts = [
        long,
        ...Array.from({ length: 300 }, (_, n) => String(n)),
        long,
      ];
      const order: number[] = [];
      const echoes = texts.map(async (text, n) => {
        const echo: unknown = await socket.emitWithAck("echo", text);
        order.push(n);
        return echo === text;
      });
      expect(await Promise.all(echoes)).toEqual(texts.map(() => true));
      expect(order).toEqual(texts.map((_, n) => n));
    },
  },
  {
    name: "tells a client on WebTransport that the server has disconnected it",
    async run({ expect, serve }) {
      await using lab = await openDefinedLab(
        "echo",
        { ...DEFINITION, transport: "webtransport" },
        serve(ECHO),
      );
      lab.socket("Alice").emit("bye");
      const { reason } = await lab.status(
        "Alice",
        ({ state }) => state === "disconnected",
      );
      expect(reason).toBe("io server disconnect");
      expect(await lab.socket("Bob").emitWithAck("echo", "hi")).toBe("hi");
    },
  },
  {
    name: "has the same faults on WebTransport",
    async run({ expect, serve }) {
      await using lab = await openDefinedLab(
        "echo",
        { ...DEFINITION, transport: "webtransport" },
        serve(ECHO),
      );
      const socket = lab.socket("Alice");
      const faults = lab.faults("Alice");
      faults.latency(20, 20);
      const echoes = Array.from({ length: 9 }, (_, n) => n);
      expect(
        await Promise.all(echoes.map((n) => socket.emitWithAck("echo", n))),
      ).toEqual(echoes);
      faults.mend();
      faults.dropNext("out");
      socket.emit("echo", Uint8Array.of(1), () => undefined);
      expect(await socket.emitWithAck("echo", "kept")).toBe("kept");
      const losses = lab.trace.hops.filter(({ kind }) => kind === "lost");
      expect(losses).toHaveLength(2);
      faults.loseNextAck();
      const answer = socket.timeout(300).emitWithAck("echo", "unanswered");
      expect(String(await answer.catch(String))).toContain("timed out");
      faults.cut();
      expect(lab.state("Alice").reason).toBe("transport close");
      faults.restore();
      await lab.status(
        "Alice",
        ({ state, transport }) =>
          state === "connected" && transport === "webtransport",
      );
      expect(await socket.emitWithAck("echo", "back")).toBe("back");
    },
  },
  {
    name: "serves WebTransport: every frame on the trace, with the text that WebSocket has",
    async run({ expect, serve }) {
      await using lab = await openDefinedLab(
        "echo",
        { ...DEFINITION, transport: "webtransport" },
        serve(ECHO),
      );
      const socket = lab.socket("Alice");
      expect(await socket.emitWithAck("echo", "hi")).toBe("hi");
      const bytes = (await socket.emitWithAck(
        "echo",
        Uint8Array.of(1, 2, 3),
      )) as ArrayBuffer;
      expect([...new Uint8Array(bytes)]).toEqual([1, 2, 3]);
      const frames = framesOf(lab.trace, { client: "Alice" }).filter(
        ({ transport }) => transport === "webtransport",
      );
      const [greeting, ...rest] = frames;
      expect(greeting?.data).toBe(`0{"sid":"${greeting?.engine}"}`);
      expect(
        rest.map(
          ({ direction, data }) =>
            `${direction} ${typeof data === "string" ? data : `${data.length} bytes`}`,
        ),
      ).toEqual([
        "out 2probe",
        "in 3probe",
        "out 5",
        'out 420["echo","hi"]',
        'in 430["hi"]',
        'out 451-1["echo",{"_placeholder":true,"num":0}]',
        "out 3 bytes",
        'in 461-1[{"_placeholder":true,"num":0}]',
        "in 3 bytes",
      ]);
    },
  },
  ...BINARY_SCENARIOS,
];
