import { describe, expect, it } from "vitest";
import { handClock } from "#tests/support/fixtures/hand-clock.ts";
import type { PacketBeat } from "./beat.ts";
import { createPlayback, CROWDED_TICK } from "./playback.ts";
import { DWELL, FLIGHT } from "./schedule.ts";
import { createStagePace } from "./stage-pace.ts";
import { createTrace, type NewHop, type Trace } from "../trace/trace.ts";

type NewFrame = Extract<NewHop, { kind: "frame" }>;

const frame = (change: Partial<NewFrame>): NewFrame => ({
  kind: "frame",
  at: 0,
  client: "Alice",
  direction: "out",
  transport: "websocket",
  engine: "a",
  messages: [1],
  data: '42["chat","hi"]',
  size: 15,
  cause: undefined,
  line: undefined,
  ...change,
});

let ids = 0;
const handler = (message: [string, number]): NewHop => ({
  kind: "server",
  at: 0,
  run: "r",
  step: {
    kind: "handler",
    id: (ids += 1),
    at: 0,
    namespace: "/",
    event: "chat",
    engine: "a",
    line: 6,
    cause: { by: "message", message },
  },
});
const emit = (to: [string, number][], cause = ids): NewHop => ({
  kind: "server",
  at: 0,
  run: "r",
  step: {
    kind: "emit",
    id: (ids += 1),
    at: 0,
    namespace: "/",
    how: "broadcast",
    event: "chat",
    rooms: [],
    except: ["x"],
    to,
    line: 7,
    cause: { by: "hop", hop: cause },
  },
});

/** Alice says something; Bob and Carol get it; told as it comes in: frames first, steps later. */
function aliceSpeaks(trace: Trace): void {
  const action = trace.append({
    kind: "action",
    at: 0,
    client: "Alice",
    label: "Say",
  });
  trace.append(frame({ cause: action.id }));
  trace.append(
    frame({ client: "Bob", direction: "in", engine: "b", messages: [4] }),
  );
  trace.append(
    frame({ client: "Carol", direction: "in", engine: "c", messages: [9] }),
  );
  trace.append(handler(["a", 1]));
  trace.append(
    emit([
      ["b", 4],
      ["c", 9],
    ]),
  );
}

const packets = (playback: ReturnType<typeof createPlayback>): PacketBeat[] =>
  playback.beats().filter((beat) => beat.kind === "packet");

describe("playback", () => {
  it("shows a message leave, run through the server and fan out, in the order of causes", () => {
    const trace = createTrace();
    const clock = handClock();
    const playback = createPlayback(trace, clock);
    aliceSpeaks(trace);
    expect(
      packets(playback).map(({ client, start }) => [client, start]),
    ).toEqual([
      ["Alice", 0],
      ["Bob", FLIGHT + 2 * DWELL],
      ["Carol", FLIGHT + 2 * DWELL],
    ]);
    clock.pass(FLIGHT / 2);
    expect(playback.state().scene.words).toBe("Alice sent chat to the server");
    clock.pass(FLIGHT / 2 + DWELL * 1.5);
    expect(playback.state().scene.serverLines).toEqual([
      { line: 7, by: "Alice" },
    ]);
    clock.pass(DWELL + FLIGHT / 2);
    expect(playback.state().scene.words).toBe(
      "Alice's chat is on its way to Bob and Carol",
    );
    clock.pass(FLIGHT);
    expect(playback.state().scene.beats).toEqual([]);
    expect(playback.state().scene.words).toBe(
      "Alice's chat reaches Bob and Carol",
    );
  });

  it("lets what a handler sends later set out when it is sent, not before", () => {
    const trace = createTrace();
    const clock = handClock();
    const playback = createPlayback(trace, clock);
    trace.append(frame({}));
    trace.append(handler(["a", 1]));
    const began = ids;
    for (const n of [1, 2, 3]) {
      clock.pass(10_000);
      const now = playback.position();
      trace.append(emit([["b", n]], began));
      trace.append(
        frame({ client: "Bob", direction: "in", engine: "b", messages: [n] }),
      );
      expect(packets(playback).at(-1)?.start).toBeGreaterThanOrEqual(now);
    }
  });

  it("says whom a message reached, be it that one of them was busy longer", () => {
    const trace = createTrace();
    const clock = handClock();
    const playback = createPlayback(trace, clock);
    const upkeep = { direction: "in", messages: [], data: "6" } as const;
    for (let i = 0; i < 5; i += 1)
      trace.append(frame({ client: "Carol", engine: "c", ...upkeep }));
    aliceSpeaks(trace);
    const [bob, carol] = packets(playback).slice(-2);
    expect(carol?.start).toBeGreaterThan(bob?.start ?? Infinity);
    clock.pass((bob?.start ?? 0) + 1);
    expect(playback.state().scene.words).toBe(
      "Alice's chat is on its way to Bob",
    );
    clock.pass(FLIGHT);
    expect(playback.state().scene.words).toBe("Alice's chat reaches Bob");
    clock.pass(10 * FLIGHT);
    expect(playback.state().scene.words).toBe(
      "Alice's chat reaches Bob and Carol",
    );
  });

  it("says each beat once as it begins", () => {
    const trace = createTrace();
    const clock = handClock();
    const playback = createPlayback(trace, clock);
    const said: string[] = [];
    playback.onBeat((beat) => said.push(beat.words));
    aliceSpeaks(trace);
    clock.pass(10 * FLIGHT);
    expect(said).toEqual([
      "Alice sent chat to the server",
      "The server runs its handler of chat",
      "The server sends chat to everyone but Alice",
      "Bob received chat from the server",
      "Carol received chat from the server",
    ]);
  });

  it("stands still while paused and goes one packet at a time", () => {
    const trace = createTrace();
    const clock = handClock();
    const playback = createPlayback(trace, clock);
    playback.pause();
    aliceSpeaks(trace);
    clock.pass(60_000);
    expect(playback.position()).toBe(0);
    playback.step();
    clock.pass(60_000);
    expect(playback.position()).toBe(FLIGHT);
    expect(playback.state().playing).toBe(false);
    playback.step();
    clock.pass(60_000);
    expect(playback.position()).toBe(FLIGHT + 2 * DWELL + FLIGHT);
    expect(playback.state().past).toBe(false);
    playback.stepBack();
    expect(playback.position()).toBe(FLIGHT + 2 * DWELL);
    expect(playback.state().past).toBe(true);
    playback.stepBack();
    playback.stepBack();
    expect(playback.position()).toBe(FLIGHT);
    playback.stepBack();
    expect(playback.position()).toBe(0);
  });

  it("goes slower and faster as asked", () => {
    const trace = createTrace();
    const clock = handClock();
    const playback = createPlayback(trace, clock);
    playback.setSpeed(0.25);
    aliceSpeaks(trace);
    clock.pass(400);
    expect(playback.position()).toBeCloseTo(100, -1);
    playback.setSpeed(4);
    const from = playback.position();
    clock.pass(100);
    expect(playback.position() - from).toBeCloseTo(400, -1);
  });

  it("catches up by itself when live playback falls behind", () => {
    const trace = createTrace();
    const clock = handClock();
    const playback = createPlayback(trace, clock);
    for (let i = 1; i <= 500; i += 1)
      trace.append(frame({ messages: [i], data: `42["e${i}"]` }));
    clock.pass(50);
    expect(playback.state().end).toBeGreaterThan(30_000);
    clock.pass(20_000);
    expect(playback.position()).toBe(playback.state().end);
  });

  it("tells of a flood at most once in a while, whether packets come or go", () => {
    const trace = createTrace();
    const clock = handClock();
    const network = createStagePace(undefined, false);
    network.begin();
    const full = { ...network, heldCount: () => 1000 };
    const playback = createPlayback(trace, clock, full);
    let told = 0;
    playback.subscribe(() => (told += 1));
    for (let ms = 0; ms < 3000; ms += 10) {
      trace.append(frame({ data: `42["at ${ms}"]` }));
      clock.pass(10);
      if (ms === 1000) told = 0;
    }
    expect(told).toBeGreaterThan(8);
    expect(told).toBeLessThanOrEqual(2000 / CROWDED_TICK + 1);
  });

  it("groups packets alike on one edge and keeps every hop", () => {
    const trace = createTrace();
    const playback = createPlayback(trace, handClock());
    for (let i = 1; i <= 300; i += 1) trace.append(frame({ messages: [i] }));
    const shown = packets(playback);
    expect(shown).toHaveLength(1);
    expect(shown[0]?.hops).toHaveLength(300);
    expect(trace.hops).toHaveLength(300);
  });

  it("shows a frame whose cause is never told after a short wait", () => {
    const trace = createTrace();
    const clock = handClock();
    const playback = createPlayback(trace, clock);
    trace.append(
      frame({ client: "Bob", direction: "in", engine: "b", messages: [4] }),
    );
    expect(packets(playback)).toHaveLength(0);
    clock.pass(1000);
    expect(packets(playback)).toHaveLength(1);
  });

  it("follows again when asked to go live", () => {
    const trace = createTrace();
    const clock = handClock();
    const playback = createPlayback(trace, clock);
    aliceSpeaks(trace);
    clock.pass(100);
    playback.seek(0);
    expect(playback.state().live).toBe(false);
    playback.goLive();
    expect(playback.position()).toBe(playback.state().end);
    expect(playback.state()).toMatchObject({ live: true, playing: true });
  });
});

describe("faults on stage", () => {
  it("tell of a lost packet, and count nobody among those it reaches", () => {
    const trace = createTrace();
    const playback = createPlayback(trace, handClock());
    const id = trace.hops.length;
    trace.appendAll([
      frame({ messages: [] }),
      { kind: "lost", at: 0, client: "Alice", frame: id },
    ]);
    expect(packets(playback)).toMatchObject([
      { lost: true, words: "Chat from Alice got lost" },
    ]);
  });

  it("mark a packet as lost that was under way when the network was cut", () => {
    const trace = createTrace();
    const playback = createPlayback(trace, handClock());
    const sent = trace.append(frame({}));
    expect(packets(playback)).toMatchObject([{ lost: false }]);
    const text = "Alice's network is cut";
    trace.append({ kind: "fault", at: 1, client: "Alice", fault: "cut", text });
    trace.append({ kind: "lost", at: 1, client: "Alice", frame: sent.id });
    expect(packets(playback)).toMatchObject([{ lost: true }]);
    expect(playback.beats().map(({ words }) => words)).toContain(text);
  });
});
