import { expect, it, onTestFinished } from "vitest";
import { createNodeBackend } from "#lab/backends/node.ts";
import { openLab, type Lab } from "#lab/lab.ts";
import { does, type LabDefinition } from "#lab/lesson.ts";
import { receivers } from "#lab/trace/questions.ts";
import { isEmit, isHandler } from "#lab/trace/trace.ts";
import { createHost } from "#server/node/host.ts";
import { handClock } from "#tests/support/fixtures/hand-clock.ts";
import { listen } from "#tests/support/lab/serve-host.ts";
import { folderOf } from "#tests/support/server/folder-of.ts";
import { createPlayback } from "./playback.ts";
import { DWELL, FLIGHT } from "./schedule.ts";
import { createStagePace } from "./stage-pace.ts";

const SERVER = `import { Server } from "socket.io";
const io = new Server(3000);
io.on("connection", (socket) => {
  socket.on("chat", (text) => socket.broadcast.emit("chat", text));
  socket.on("ask", (answer) => answer("yes"));
});
`;

const chat = (text: string) =>
  does("Alice", text, (socket) => socket.emit("chat", text));
const LAB: LabDefinition = {
  clients: ["Alice", "Bob", "Carol"],
  actions: { hello: chat("hello"), again: chat("again") },
};

/** A lab on Node whose stage moves only when the test says so. */
async function open(definition = LAB) {
  const { origin, close } = await listen(
    createHost({ lessonsDir: folderOf({ "talk/server.js": SERVER }) }),
  );
  onTestFinished(close);
  const pace = createStagePace(definition.protocol);
  const lab = openLab(
    { lesson: "talk" },
    definition,
    createNodeBackend(origin),
    pace,
  );
  onTestFinished(() => lab.close());
  const clock = handClock();
  const playback = createPlayback(lab.trace, clock, pace);
  onTestFinished(() => playback.close());
  const heard: string[] = [];
  for (const { name, socket } of lab.clients)
    socket.on("chat", (text: string) => heard.push(`${name} ${text}`));
  lab.start();
  /** The server has answered a request: what had reached it before, it has read. */
  const answered = async (): Promise<void> => {
    await (await fetch(`${origin}/healthz`)).text();
  };
  return { lab, clock, playback, heard, answered };
}

const frames = ({ trace }: Lab, direction: "in" | "out", text: string) =>
  trace.hops.filter(
    (hop) =>
      hop.kind === "frame" &&
      hop.direction === direction &&
      String(hop.data).includes(text),
  ).length;
const handled = ({ trace }: Lab): number =>
  trace.hops.filter(isHandler).filter(({ step }) => step.event === "chat")
    .length;
const emitted = ({ trace }: Lab): number =>
  trace.hops.filter(isEmit).filter(({ step }) => step.event === "chat").length;

/** Does the action, and waits until what it emits has set out: while its transport is upgraded, a client waits. */
async function say(lab: Lab, text: "hello" | "again"): Promise<number> {
  const hop = await lab.act(text);
  await expect.poll(() => frames(lab, "out", text)).toBe(1);
  return hop;
}

it("hands a frame to the server when its packet arrives there, and to a client when it arrives there", async () => {
  const { lab, clock, heard, answered } = await open();
  const hop = await say(lab, "hello");
  clock.pass(FLIGHT - 1);
  await answered();
  expect(handled(lab)).toBe(0);
  clock.pass(50);
  await expect.poll(() => emitted(lab)).toBe(1);
  await expect.poll(() => frames(lab, "in", "hello")).toBe(2);
  // The packets stand at the server while its lines are lit.
  expect(heard).toEqual([]);
  expect(receivers(lab.trace, hop, "chat")).toBeUndefined();
  clock.pass(2 * DWELL + FLIGHT - 60);
  await answered();
  expect(heard).toEqual([]);
  clock.pass(200);
  await expect
    .poll(() => [...heard].sort())
    .toEqual(["Bob hello", "Carol hello"]);
  expect(receivers(lab.trace, hop, "chat")).toEqual(["Bob", "Carol"]);
});

it("holds what is under way while it is paused, until Step lets the next packet through", async () => {
  const { lab, clock, playback, heard, answered } = await open();
  playback.pause();
  await say(lab, "hello");
  clock.pass(60_000);
  await answered();
  expect(handled(lab)).toBe(0);
  playback.step();
  clock.pass(60_000);
  await expect.poll(() => frames(lab, "in", "hello")).toBe(2);
  clock.pass(60_000);
  expect(playback.state().playing).toBe(false);
  expect(heard).toEqual([]);
  await expect.poll(() => emitted(lab)).toBe(1);
  clock.pass(0);
  playback.step();
  clock.pass(60_000);
  await expect
    .poll(() => [...heard].sort())
    .toEqual(["Bob hello", "Carol hello"]);
});

it("holds what is under way while one looks at the past, and never shows what has not happened", async () => {
  const { lab, clock, playback, heard, answered } = await open();
  await say(lab, "hello");
  clock.pass(FLIGHT / 2);
  playback.stepBack();
  expect(playback.state().past).toBe(true);
  clock.pass(60_000);
  await answered();
  expect(handled(lab)).toBe(0);
  playback.seek(60_000);
  expect(playback.position()).toBeCloseTo(FLIGHT / 2);
  expect(playback.state().past).toBe(false);
  playback.stepBack();
  playback.play();
  clock.pass(60_000);
  await expect.poll(() => frames(lab, "in", "hello")).toBe(2);
  await expect.poll(() => emitted(lab)).toBe(1);
  expect(playback.state().live).toBe(true);
  clock.pass(60_000);
  await expect.poll(() => heard.length).toBe(2);
});

it("keeps the order, and lets everything go in real time", async () => {
  const { lab, playback, heard } = await open();
  await say(lab, "hello");
  await lab.act("again");
  playback.setSpeed("real");
  await expect
    .poll(() => heard.filter((one) => one.startsWith("Bob")))
    .toEqual(["Bob hello", "Bob again"]);
});

it("shows nothing of the start, unless the lesson is about it", async () => {
  const { lab, clock, playback } = await open();
  await say(lab, "hello");
  clock.pass(50);
  const [first] = playback.beats();
  expect(first).toMatchObject({ kind: "packet", label: "chat", start: 0 });

  const shown = await open({ ...LAB, protocol: "from the start" });
  await expect.poll(() => shown.playback.beats().length).toBeGreaterThan(0);
  expect(shown.lab.clients.map(({ status }) => status().state)).toEqual(
    Array(3).fill("connecting"),
  );
  await expect
    .poll(() => {
      shown.clock.pass(100);
      return shown.lab.clients.every(({ socket }) => socket.connected);
    })
    .toBe(true);
});

it("drops what is under way when the network is cut, and shows where it was", async () => {
  const { lab, clock, playback, answered } = await open();
  await say(lab, "hello");
  clock.pass(FLIGHT / 2);
  lab.client("Alice").faults.cut();
  clock.pass(50);
  expect(playback.beats()[0]).toMatchObject({
    lost: true,
    start: 0,
    lostAt: FLIGHT / 2,
  });
  clock.pass(60_000);
  await answered();
  expect(handled(lab)).toBe(0);
});

it("keeps what is emitted without a connection, and what made it, until there is one", async () => {
  const { lab, clock, heard } = await open();
  const alice = lab.client("Alice");
  alice.socket.io.reconnectionDelay(10);
  await say(lab, "hello");
  clock.pass(60_000);
  await expect.poll(() => frames(lab, "in", "hello")).toBe(2);
  alice.faults.cut();
  const hop = await lab.act("again");
  expect(alice.unsent()).toEqual([{ event: "chat", args: ["again"] }]);
  alice.faults.restore();
  await expect.poll(() => alice.unsent()).toEqual([]);
  await expect
    .poll(() => {
      clock.pass(1_000);
      return heard.filter((one) => one.endsWith("again")).length;
    })
    .toBe(2);
  expect(receivers(lab.trace, hop, "chat")).toEqual(["Bob", "Carol"]);
});
