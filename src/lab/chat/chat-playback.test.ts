import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { ChatBeat, Trip } from "./chat-beat.ts";
import { createChatPlayback } from "./chat-playback.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const tripOf = (title: string, isWeighty = true): Trip => ({
  id: 1,
  by: { id: "alice", name: "Alice" },
  room: "Tea",
  title,
  what: title,
  isWeighty,
  path: ["client", "server"],
});
const beat = (trip: Trip, reached: number): ChatBeat => ({
  trip,
  moves: [],
  words: "",
  notes: {},
  reached,
});

it("shows one beat after the other, rests at the end, and tells that the trip has ended", () => {
  const playback = createChatPlayback();
  const ended: string[] = [];
  playback.onEnd(({ title }) => ended.push(title));
  const trip = tripOf("message");
  playback.add(beat(trip, 1));
  playback.add(beat(trip, 2));
  expect(playback.scene()).toMatchObject({
    words: "message: client",
    moving: true,
    waiting: 1,
  });
  vi.advanceTimersByTime(700);
  expect(playback.scene()).toMatchObject({
    words: "message: client, then server",
    waiting: 0,
  });
  expect(ended).toEqual([]);
  vi.advanceTimersByTime(700);
  expect(playback.scene()).toMatchObject({ resting: true, moving: false });
  expect(ended).toEqual(["message"]);
});

it("lets what is no message give way to one", () => {
  const playback = createChatPlayback();
  const typing = tripOf("typing", false);
  playback.add(beat(typing, 1));
  playback.add(beat(typing, 2));
  playback.add(beat(tripOf("message"), 1));
  vi.advanceTimersByTime(700);
  expect(playback.scene().words).toBe("message: client");
});

it("catches up: with much waiting, each takes less", () => {
  const playback = createChatPlayback();
  for (let i = 0; i < 100; i += 1) playback.add(beat(tripOf(`${i}`), 1));
  expect(playback.scene().waiting).toBe(99);
  vi.advanceTimersByTime(16_000);
  expect(playback.scene()).toMatchObject({ waiting: 0, resting: true });
});

it("stops, steps, steps back, and goes on from there", () => {
  const playback = createChatPlayback();
  const trip = tripOf("message");
  playback.pause();
  playback.add(beat(trip, 1));
  playback.add(beat(trip, 2));
  vi.advanceTimersByTime(5_000);
  expect(playback.scene()).toMatchObject({ playing: false, waiting: 2 });
  playback.step();
  playback.step();
  playback.step();
  expect(playback.scene().words).toBe("message: client, then server");
  playback.stepBack();
  expect(playback.scene()).toMatchObject({
    words: "message: client",
    moving: false,
  });
  playback.play();
  vi.advanceTimersByTime(2_000);
  expect(playback.scene()).toMatchObject({
    words: "message: client, then server",
    resting: true,
  });
});
