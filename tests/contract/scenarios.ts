import type { Hop, StateHop } from "#lab/trace/hop.ts";
import { CLIENT_NAMES } from "#lab/people.ts";
import { eventsOf, packetsOf, receivers } from "#lab/trace/questions.ts";
import { isFrame } from "#lab/trace/trace.ts";
import { openDefinedLab } from "../support/lab/open-defined-lab.ts";
import { createSuite } from "./scenario.ts";
import { open, CODE, lineOf, textsOf, definition } from "./everything-lab.ts";
import { CAUSE_SCENARIOS } from "./cause-scenarios.ts";

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
    // The server tells of its steps a moment after it has done them.
    const told = () => receivers(lab.trace, hop, action) ?? [];
    await lab.until(() => told().length >= expected.length || undefined);
    expect([...told()].sort()).toEqual(expected);
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

it("says that a message was too large for the server, until something else is done", async (world) => {
  const { expect } = world;
  await using lab = await open(world);
  const [handshake] = packetsOf(lab.trace, { client: "Alice" });
  const { maxPayload } = handshake?.data as { maxPayload: number };
  lab.socket("Alice").emit("chat", "x".repeat(maxPayload));
  const { loss } = await lab.status(
    "Alice",
    (status) => status.loss !== undefined,
  );
  const most = maxPayload.toLocaleString("en-US");
  expect(loss).toContain(`The server takes at most ${most} in one message`);
  const notes = lab.trace.hops.filter((hop) => hop.kind === "note");
  expect(notes.map(({ text }) => text)).toEqual([loss]);
  await lab.status("Alice", ({ state }) => state === "connected");
  expect(lab.state("Alice").loss).toBe(loss);
  await lab.act("me");
  expect(lab.state("Alice").loss).toBeUndefined();
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

it("sends one event with bytes to clients on different transports, to each in its own way", async (world) => {
  const { expect } = world;
  const options = {
    Alice: { transports: ["websocket"] },
    Bob: { transports: ["polling"] },
  };
  await using lab = await openDefinedLab(
    "everything",
    { ...definition, clients: ["Alice", "Bob"], options },
    await world.start(),
  );
  // Twice, so that each of them is once the first whom it's sent to.
  for (const from of ["Alice", "Bob"] as const) {
    lab.socket(from).emit("all", Uint8Array.of(1, 2, 3));
    for (const to of ["Alice", "Bob"] as const) {
      const [bytes] = (await lab.received(to, "all")) as [Uint8Array];
      expect([...new Uint8Array(bytes)]).toEqual([1, 2, 3]);
    }
  }
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

/** Everything that a backend must do, in the order in which it is told. */
export const SCENARIOS = [...scenarios, ...CAUSE_SCENARIOS];
