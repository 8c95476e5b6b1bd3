import { decodeFrame } from "#lab/packet/decode.ts";
import type { ServerStepHop } from "#lab/trace/hop.ts";
import { framesOf, receivers } from "#lab/trace/questions.ts";
import {
  faultsIn,
  isGone,
  isLost,
  isRetry,
  lostTexts,
  open,
  settle,
  untilGone,
} from "./fault-lab.ts";
import { isUpgraded } from "../support/lab/open-defined-lab.ts";
import { createSuite } from "./scenario.ts";

const { it, scenarios } = createSuite();

it("lets a fault cut the network: the connection dies for both sides, attempts fail until it is back", async (world) => {
  const { expect } = world;
  await using lab = await open(world);
  const first = lab.state("Alice").id;
  await lab.act("cut");
  expect(lab.state("Alice")).toMatchObject({
    state: "disconnected",
    reason: "transport close",
    retry: { attempt: 1 },
  });
  await untilGone(lab);
  await lab.status("Alice", ({ retry }) => retry?.attempt === 2);
  const [one, two] = lab.trace.hops.filter(isRetry);
  expect(one?.delay).toBeGreaterThanOrEqual(500);
  expect(one?.delay).toBeLessThanOrEqual(1500);
  expect(two?.delay).toBeGreaterThanOrEqual(1000);
  expect(two?.delay).toBeLessThanOrEqual(3000);
  // It was really waited for.
  const tried = lab.trace.hops.find(
    (hop) => hop.kind === "state" && hop.id > (one?.id ?? Infinity),
  );
  expect(tried).toMatchObject({ client: "Alice", state: "connecting" });
  expect((tried?.at ?? 0) - (one?.at ?? 0)).toBeGreaterThan(
    (one?.delay ?? 0) - 20,
  );
  lab.faults("Alice").restore();
  const back = await lab.status("Alice", isUpgraded);
  expect(back.id).not.toBe(first);
  expect(back.retry).toBeUndefined();
  expect(faultsIn(lab)).toEqual(["Alice cut", "Alice restore"]);
  expect(await settle(lab, "Alice")).toBe("end");
});

it("lets a fault cut a client off that has only long polling", async (world) => {
  const { expect } = world;
  await using lab = await open(world);
  lab.faults("Alice").blockWebSocket(true);
  await lab.status("Alice", ({ state }) => state === "disconnected");
  await lab.status(
    "Alice",
    ({ state, transport }) => state === "connected" && transport === "polling",
  );
  expect(await settle(lab, "Alice")).toBe("end");
  expect(lab.state("Alice").transport).toBe("polling");
  lab.faults("Alice").cut();
  expect(lab.state("Alice").reason).toBe("transport close");
  await untilGone(lab);
  lab.faults("Alice").mend();
  await lab.status("Alice", isUpgraded);
  expect(faultsIn(lab)).toEqual([
    "Alice block-websocket",
    "Alice cut",
    "Alice restore",
    "Alice block-websocket",
  ]);
});

it("lets a fault keep frames in order under latency, and mark those lost that a cut catches", async (world) => {
  const { expect } = world;
  await using lab = await open(world);
  const began = performance.now();
  lab.faults("Alice").latency(60, 60);
  const socket = lab.socket("Alice");
  const echoes = await Promise.all(
    Array.from({ length: 20 }, (_, n) => socket.emitWithAck("echo", n)),
  );
  expect(echoes).toEqual(Array.from({ length: 20 }, (_, n) => n));
  expect(performance.now() - began).toBeGreaterThan(0);
  lab.faults("Alice").latency(60_000);
  socket.emit("all", "never");
  lab.faults("Alice").cut();
  expect(lostTexts(lab)).toEqual(['42["all","never"]']);
  lab.faults("Alice").mend();
  await lab.status("Alice", isUpgraded);
  await settle(lab, "Alice");
  await settle(lab, "Bob");
  expect(
    framesOf(lab.trace, { client: "Bob" }).map(({ data }) => data),
  ).not.toContain('42["all","never"]');
});

it("lets a fault close a slow line after what was sent before the close", async (world) => {
  const { expect } = world;
  await using lab = await open(world);
  lab.faults("Alice").throttle(400);
  const socket = lab.socket("Alice");
  socket.emit("all", "last words");
  socket.disconnect();
  lab.faults("Alice").mend();
  await untilGone(lab);
  const last = framesOf(lab.trace, { client: "Alice" }).slice(-2);
  expect(last.map(({ data }) => data)).toEqual([
    '42["all","last words"]',
    "41",
  ]);
  expect(lab.trace.hops.filter(isLost)).toEqual([]);
});

it("lets a fault drop the next event to a client, once, and count on", async (world) => {
  const { expect } = world;
  await using lab = await open(world);
  lab.faults("Alice").dropNext("in");
  const first = await lab.act("all");
  await lab.received("Bob", "all");
  await lab.settled(first);
  expect(receivers(lab.trace, first, "all")).toEqual(["Bob"]);
  expect(lostTexts(lab)).toEqual(['42["all","hi"]']);
  expect(lab.faults("Alice").state().dropIn).toBe(false);
  const second = await lab.act("again");
  expect(await lab.received("Alice", "all")).toEqual(["again"]);
  await lab.settled(second);
  expect(receivers(lab.trace, second)?.toSorted()).toEqual(["Alice", "Bob"]);
});

it("lets a fault drop the next event from a client: the server never counts it", async (world) => {
  const { expect } = world;
  await using lab = await open(world);
  lab.faults("Bob").dropNext("out");
  await lab.act("all");
  expect(lostTexts(lab)).toEqual(['42["all","hi"]']);
  const second = await lab.act("again");
  expect(await lab.received("Alice", "all")).toEqual(["again"]);
  await lab.settled(second);
  // Causes are matched by counting, so a wrong count would name the wrong action.
  const arrived = framesOf(lab.trace, { client: "Alice" }).find(
    ({ data }) => data === '42["all","again"]',
  );
  expect(lab.trace.rootOf(arrived?.id ?? -1).id).toBe(second);
});

it("lets a fault drop a binary event whole: its attachment goes with it", async (world) => {
  const { expect } = world;
  await using lab = await open(world);
  lab.faults("Bob").dropNext("out");
  lab.socket("Bob").emit("all", Uint8Array.of(1, 2, 3));
  expect(await settle(lab, "Bob")).toBe("end");
  expect(lab.trace.hops.filter(isLost)).toHaveLength(2);
  expect(lab.state("Bob").state).toBe("connected");
  lab.faults("Alice").dropNext("in");
  lab.socket("Bob").emit("all", Uint8Array.of(4));
  await lab.received("Bob", "all");
  expect(await settle(lab, "Alice")).toBe("end");
  expect(lab.trace.hops.filter(isLost)).toHaveLength(4);
  expect(lab.state("Alice").state).toBe("connected");
});

it("lets a fault drop on long polling, and keep polling", async (world) => {
  const { expect } = world;
  await using lab = await open(world);
  lab.faults("Alice").blockWebSocket(true);
  await lab.status("Alice", ({ transport }) => transport === "polling");
  await settle(lab, "Alice");
  lab.faults("Alice").dropNext("in");
  await lab.act("all");
  await lab.hop(isLost);
  await lab.act("again");
  expect(await lab.received("Alice", "all")).toEqual(["again"]);
  lab.faults("Alice").dropNext("out");
  lab.socket("Alice").emit("all", "lost");
  lab.socket("Alice").emit("all", "kept");
  for (const text of ["hi", "again", "kept"])
    expect(await lab.received("Bob", "all")).toEqual([text]);
});

it("lets a fault lose one acknowledgement, whichever way it goes, and no event", async (world) => {
  const { expect } = world;
  await using lab = await open(world);
  const socket = lab.socket("Alice");
  lab.faults("Alice").loseNextAck();
  const lost = new Promise<Error>((resolve) =>
    socket.timeout(300).emit("echo", "a", resolve),
  );
  await lab.act("all");
  expect(await lab.received("Alice", "all")).toEqual(["hi"]);
  expect((await lost).message).toBe("operation has timed out");
  expect(await socket.emitWithAck("echo", "b")).toBe("b");
  const [frame] = lab.trace.hops
    .filter(isLost)
    .map(({ frame: id }) => lab.trace.hops[id]);
  expect(
    frame?.kind === "frame" &&
      decodeFrame(frame.data, frame.transport)[0]?.socket,
  ).toBe("ack");
});

it("lets a fault refuse what cannot be, and tell what is broken now", async (world) => {
  const { expect } = world;
  await using lab = await open(world);
  const faults = lab.faults("Alice");
  let told = 0;
  faults.subscribe(() => (told += 1));
  expect(() => faults.latency(-1)).toThrow(/0 or more/);
  expect(() => faults.throttle(0)).toThrow(/cut the network/);
  expect(told).toBe(0);
  faults.latency(5);
  faults.latency(5);
  expect(told).toBe(1);
  expect(faults.state()).toMatchObject({ latency: 5, cut: false });
  faults.mend();
  expect(faults.state().latency).toBe(0);
  expect(faultsIn(lab)).toEqual(["Alice latency", "Alice latency"]);
});

it("restarts a server: closes every connection, runs the program again, and clients come back", async (world) => {
  const { expect } = world;
  await using lab = await open(world);
  const ids = [lab.state("Alice").id, lab.state("Bob").id];
  await lab.socket("Alice").emitWithAck("join", "red");
  // What a crash catches before it was told is never told.
  await lab.hop((hop): hop is ServerStepHop => hop.kind === "server");
  await lab.restartServer();
  expect(faultsIn(lab)).toEqual(["server restart"]);
  for (const name of ["Alice", "Bob"] as const) {
    const gone = await lab.hop(isGone(name));
    expect(gone.reason).toMatch(/^transport (close|error)$/);
    await lab.status(name, isUpgraded);
  }
  expect(ids).not.toContain(lab.state("Alice").id);
  // Its memory is gone: nobody is in the room.
  lab.socket("Bob").emit("say", "red", "hi");
  await settle(lab, "Bob");
  await settle(lab, "Alice");
  expect(
    framesOf(lab.trace, { client: "Alice" }).map(({ data }) => data),
  ).not.toContain('42["said","hi"]');
  const hop = await lab.act("all");
  expect(await lab.received("Alice", "all")).toEqual(["hi"]);
  await lab.settled(hop);
  const runs = new Set(
    lab.trace.hops.flatMap((each) =>
      each.kind === "server" ? [each.run] : [],
    ),
  );
  expect(runs.size).toBe(2);
});

/** What a fault must do on every backend. */
export const FAULT_SCENARIOS = scenarios;
