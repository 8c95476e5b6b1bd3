import type { Direction } from "#lab/packet/packet.ts";
import type { FrameHop, Hop, ServerStepHop, StateHop } from "#lab/trace/hop.ts";
import { eventNames } from "#lab/packet/event.ts";
import { does, type Action } from "#lab/lesson.ts";
import { CLIENT_NAMES, type ClientName } from "#lab/people.ts";
import {
  consequences,
  eventsOf,
  framesOf,
  packetsOf,
  receivers,
} from "#lab/trace/questions.ts";
import { isEmit, isFrame, isHandler } from "#lab/trace/trace.ts";
import {
  openDefinedLab,
  type TestLab,
} from "../support/lab/open-defined-lab.ts";
import { createSuite, type World } from "./scenario.ts";

const emits = (event: string, ...args: unknown[]): Action =>
  does("Alice", event, (socket) => socket.emit(event, ...args));

const definition = {
  clients: CLIENT_NAMES,
  actions: {
    chat: emits("chat", "hi"),
    all: emits("all", "hi"),
    me: emits("me", "hi"),
    say: emits("say", "red", "hi"),
    later: emits("later", "hi"),
    throw: emits("throw"),
    kick: emits("kick"),
    ask: does("Alice", "ask", (socket) => {
      socket.once(
        "question",
        (_question: string, answer: (value: number) => void) => answer(4),
      );
      socket.emit("ask");
    }),
  },
} as const satisfies Parameters<typeof openDefinedLab>[1];

const open = async ({ start }: World): Promise<TestLab> =>
  openDefinedLab("everything", definition, await start());

/** What stands on the lines of "everything" that hops and errors name. */
const CODE = {
  "server.js": {
    handler: 'socket.on("chat"',
    emit: "socket.broadcast.emit",
    error: "throw new Error",
  },
  "app.py": {
    handler: '@socketio.on("chat")',
    emit: 'emit("chat"',
    error: "raise ValueError",
  },
} as const;

/** Line of the program, from 1, on which some code stands. */
const lineOf = (source: string, code: string): number =>
  source.slice(0, source.indexOf(code)).split("\n").length;

const textsOf = (lab: TestLab, client: ClientName, direction: Direction) =>
  framesOf(lab.trace, { client, direction }).map(({ data }) => data);

const { it, scenarios } = createSuite();

it("connects each client by polling, then upgrades it to WebSocket, every frame on the trace", async (world) => {
  const { expect } = world;
  await using lab = await open(world);
  for (const client of CLIENT_NAMES) {
    const packets = packetsOf(lab.trace, { client }).map((packet) => {
      const type = packet.socket ?? packet.engine;
      return `${packet.direction} ${packet.transport} ${type}${packet.data === "probe" ? " probe" : ""}`;
    });
    expect(packets).toEqual(
      expect.arrayContaining(["in polling open", "out polling connect"]),
    );
    const order = [
      "out websocket ping probe",
      "in websocket pong probe",
      "out websocket upgrade",
    ];
    expect(packets.filter((packet) => order.includes(packet))).toEqual(order);
    expect(
      packets.some(
        (packet) => packet.endsWith("connect") && packet.startsWith("in"),
      ),
    ).toBe(true);
  }
});

for (const [action, expected] of [
  ["chat", ["Bob", "Carol"]],
  ["all", ["Alice", "Bob", "Carol"]],
  ["me", ["Alice"]],
  ["later", ["Alice"]],
] as const) {
  it(`delivers "${action}" to ${expected.join(", ")} and to nobody else`, async (world) => {
    const { expect } = world;
    await using lab = await open(world);
    const hop = await lab.act(action);
    for (const client of expected)
      expect(await lab.received(client, action)).toEqual(["hi"]);
    await lab.settled(hop);
    // An acknowledged event after it: whatever the server sent before has arrived by now.
    for (const client of CLIENT_NAMES)
      await lab.socket(client).emitWithAck("echo", "end");
    expect([...(receivers(lab.trace, hop, action) ?? [])].sort()).toEqual(
      expected,
    );
    for (const client of CLIENT_NAMES) {
      const got = eventsOf(lab.trace, {
        client,
        direction: "in",
        event: action,
      });
      expect(got).toHaveLength(
        (expected as readonly string[]).includes(client) ? 1 : 0,
      );
    }
  });
}

it("names the line that registered the handler and the line that emitted", async (world) => {
  const { expect } = world;
  await using lab = await open(world);
  const hop = await lab.act("chat");
  await lab.settled(hop);
  const steps = consequences(lab.trace, hop).filter(
    (found) => found.kind === "server",
  );
  const lines = (found: { step: { line?: number | undefined } }) =>
    found.step.line;
  expect(steps.filter(isHandler).map(lines)).toEqual([
    lineOf(world.source, CODE[world.program].handler),
  ]);
  expect(steps.filter(isEmit).map(lines)).toEqual([
    lineOf(world.source, CODE[world.program].emit),
  ]);
});

it("keeps the cause across an await", async (world) => {
  const { expect } = world;
  await using lab = await open(world);
  const hop = await lab.act("later");
  await lab.received("Alice", "later");
  const isLater = (found: Hop): found is ServerStepHop =>
    isEmit(found) && found.step.event === "later";
  const emitted = await lab.hop(isLater);
  expect(lab.trace.rootOf(emitted.id).id).toBe(hop);
});

it("names the frame that a client answers as the cause of what it sends at once, or after an answer that it awaits", async (world) => {
  const { expect } = world;
  await using lab = await open(world);
  const socket = lab.socket("Alice");
  socket.once("me", async () => {
    socket.emit("all", "at once");
    await socket.emitWithAck("echo", "wait");
    socket.emit("all", "after the answer");
    // Another turn: nothing that arrived is under way any more.
    setTimeout(() => socket.emit("all", "later"));
  });
  await lab.act("me");
  const texts = ["at once", "after the answer", "later"];
  for (const text of texts)
    expect(await lab.received("Alice", "all")).toEqual([text]);
  const frames = lab.trace.hops
    .filter(isFrame)
    .filter(({ client }) => client === "Alice");
  const carries = (hop: FrameHop, event: string): boolean =>
    eventNames(hop.data).includes(event);
  const causes = frames
    .filter((hop) => hop.direction === "out" && carries(hop, "all"))
    .map(({ id }) => lab.trace.causeOf(id));
  expect(causes).toEqual([
    frames.find((hop) => hop.direction === "in" && carries(hop, "me")),
    frames.find(
      (hop) => hop.direction === "in" && String(hop.data).endsWith('["wait"]'),
    ),
    undefined,
  ]);
});

it("delivers to a room's members only", async (world) => {
  const { expect } = world;
  await using lab = await open(world);
  await lab.socket("Bob").emitWithAck("join", "red");
  const hop = await lab.act("say");
  expect(await lab.received("Bob", "said")).toEqual(["hi"]);
  await lab.settled(hop);
  await lab.socket("Carol").emitWithAck("echo", "end");
  expect(receivers(lab.trace, hop)).toEqual(["Bob"]);
  expect(textsOf(lab, "Carol", "in")).not.toContain('42["said","hi"]');
});

it("lets an action wait for who is still coming, and for what they send as they come", async (world) => {
  const { expect } = world;
  let acted: Promise<number> | undefined;
  await using lab = await openDefinedLab(
    "everything",
    definition,
    await world.start(),
    (early) => {
      const { socket, faults } = early.client("Bob");
      faults.latency(100);
      socket.emit("join", "red", () => undefined);
      acted = early.act("say");
    },
  );
  const hop = (await acted) ?? NaN;
  await lab.settled(hop);
  expect(receivers(lab.trace, hop)).toEqual(["Bob"]);
});

it("carries every type of argument and binary attachments both ways", async (world) => {
  const { expect } = world;
  await using lab = await open(world);
  const socket = lab.socket("Alice");
  const args = ["s", 1, 1.5, true, null, { a: [1] }, [1, "2"]];
  const answer = await new Promise<unknown[]>((resolve) =>
    socket.emit("echo", ...args, (...back: unknown[]) => resolve(back)),
  );
  expect(answer).toEqual(args);
  const bytes = (await socket.emitWithAck(
    "echo",
    Uint8Array.of(1, 2, 3),
  )) as Uint8Array;
  expect([...new Uint8Array(bytes)]).toEqual([1, 2, 3]);
  const binary = lab.trace.hops
    .filter(isFrame)
    .filter((hop) => typeof hop.data !== "string");
  expect(binary.map((hop) => hop.direction)).toEqual(["out", "in"]);
});

it("lets the server ask and the client answer", async (world) => {
  const { expect } = world;
  await using lab = await open(world);
  await lab.act("ask");
  expect(await lab.received("Alice", "got")).toEqual([4]);
});

it("refuses a namespace's middleware as connect_error and lets in who has the token", async (world) => {
  const { expect } = world;
  await using lab = await open(world);
  const { io: manager } = lab.socket("Alice");
  const refused = manager.socket("/admin", { auth: { token: "bad" } });
  const error = await new Promise<Error & { data?: unknown }>((resolve) =>
    refused.once("connect_error", resolve).connect(),
  );
  expect(error.message).toBe("not authorized");
  expect(error.data).toEqual({ code: "E_AUTH" });
  refused.auth = { token: "s3cret" };
  refused.connect();
  expect(await refused.emitWithAck("stats")).toEqual({ n: 1 });
  expect(textsOf(lab, "Alice", "out")).toContain('40/admin,{"token":"s3cret"}');
});

it("tells why a client was disconnected", async (world) => {
  const { expect } = world;
  await using lab = await open(world);
  await lab.act("kick");
  const isGone = (hop: Hop): hop is StateHop =>
    hop.kind === "state" && hop.state === "disconnected";
  expect(await lab.hop(isGone)).toMatchObject({
    client: "Alice",
    reason: "io server disconnect",
  });
  expect(lab.state("Alice").state).toBe("disconnected");
  expect(lab.state("Bob").state).toBe("connected");
});

it("reports a handler that throws by file and line, and goes on", async (world) => {
  const { expect } = world;
  await using lab = await open(world);
  await lab.act("throw");
  const isNote = (hop: Hop): hop is Hop & { kind: "note" } =>
    hop.kind === "note";
  const note = await lab.hop(isNote);
  expect(note.text).toContain(
    `${world.program}, line ${lineOf(world.source, CODE[world.program].error)}`,
  );
  expect(note.text).toContain("This handler fails.");
  expect(await lab.socket("Alice").emitWithAck("echo", "still here")).toBe(
    "still here",
  );
});

it("keeps two labs of one lesson apart", async ({ expect, start }) => {
  const server = await start();
  await using mine = await openDefinedLab("everything", definition, server);
  const guest = {
    backend: server.backend,
    [Symbol.asyncDispose]: () => Promise.resolve(),
  };
  await using other = await openDefinedLab("everything", definition, guest);
  const hop = await mine.act("all");
  await mine.settled(hop);
  for (const client of CLIENT_NAMES) {
    await other.socket(client).emitWithAck("echo", "end");
    expect(textsOf(other, client, "in")).not.toContain('42["all","hi"]');
  }
});

/** Everything that a backend must do, in the order in which it is told. */
export const SCENARIOS = scenarios;
