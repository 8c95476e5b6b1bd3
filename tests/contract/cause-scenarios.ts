import type { FrameHop, Hop, ServerStepHop } from "#lab/trace/hop.ts";
import { eventNames } from "#lab/packet/event.ts";
import { consequences } from "#lab/trace/questions.ts";
import type { DoneHop } from "#contract/hop.ts";
import { isDone, isEmit, isFrame, isHandler } from "#lab/trace/trace.ts";
import { createSuite } from "./scenario.ts";
import { CODE, definition, lineOf, open } from "./everything-lab.ts";

const { it, scenarios } = createSuite();

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

it("tells that it is done with a message after all that its handler emitted, and of one that nobody handles", async (world) => {
  const { expect } = world;
  await using lab = await open(world);
  const hop = await lab.act("chat");
  const done = await lab.hop(isDoneWith("chat"));
  const emitted = consequences(lab.trace, hop).find(isEmit);
  expect(emitted?.id).toBeLessThan(done.id);
  expect(lab.trace.rootOf(done.id).id).toBe(hop);

  lab.socket("Alice").emit("nobody-listens");
  const ignored = await lab.hop(isDoneWith("nobody-listens"));
  expect(lab.trace.effectsOf(ignored.id)).toEqual([]);
  expect(lab.trace.causeOf(ignored.id)).toMatchObject({
    kind: "frame",
    client: "Alice",
    direction: "out",
  });
});

it("is done with a message whose handler throws", async (world) => {
  await using lab = await open(world);
  const hop = await lab.act("throw");
  const done = await lab.hop(isDoneWith("throw"));
  world.expect(lab.trace.rootOf(done.id).id).toBe(hop);
});

it("is done with each connection", async (world) => {
  const { expect } = world;
  await using lab = await open(world);
  await lab.until(() => {
    const done = lab.trace.hops.filter(isDoneWith("connection"));
    return done.length === definition.clients.length ? done : undefined;
  });
  const done = lab.trace.hops.filter(isDoneWith("connection"));
  const clients = done.map(({ step }) => lab.trace.clientOf(step.engine));
  expect(clients.toSorted()).toEqual(definition.clients);
});

const isDoneWith =
  (event: string) =>
  (hop: Hop): hop is Extract<Hop, { kind: "server" }> & { step: DoneHop } =>
    isDone(hop) && hop.step.event === event;

/** What every backend must say of causes and of lines. */
export const CAUSE_SCENARIOS = scenarios;
