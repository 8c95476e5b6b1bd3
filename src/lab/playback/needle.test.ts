import { expect, it } from "vitest";
import type { Beat } from "./beat.ts";
import {
  atBeginning,
  moved,
  paused,
  placeOf,
  played,
  settled,
  stepped,
  steppedBack,
} from "./needle.ts";

const END = 1_800;
const beats = [
  { start: 0, end: 900 },
  { start: 900, end: END },
] as readonly Pick<Beat, "start" | "end">[] as readonly Beat[];

const begun = settled(atBeginning(100), 100, END);

it("moves with the clock, at its speed, and stops at the end", () => {
  expect(placeOf(begun, 350, END)).toBe(250);
  const slow = settled({ ...begun, speed: 0.5 }, 100, END);
  expect(placeOf(slow, 350, END)).toBe(125);
  expect(placeOf(begun, 5_000, END)).toBe(END);
  expect(settled(begun, 5_000, END).rate).toBe(0);
});

it("hurries while it is live and far behind, and only then", () => {
  expect(settled(begun, 100, 6_000).rate).toBe(2);
  expect(settled({ ...begun, live: false }, 100, 6_000).rate).toBe(1);
});

it("steps to the next end of a beat and stands there", () => {
  const step = settled(stepped(paused(begun), beats), 100, END);
  expect(placeOf(step, 2_000, END)).toBe(900);
  const done = settled(step, 2_000, END);
  expect(done).toMatchObject({ at: 900, playing: false, target: undefined });
  const back = moved(done, END, END);
  expect(stepped(back, beats)).toMatchObject({ at: END, playing: false });
});

it("steps back to the beginning of a beat, and no further than the first", () => {
  const first = steppedBack(moved(begun, 1_000, END), beats, END);
  expect(first).toMatchObject({ at: 900, playing: false, live: false });
  expect(steppedBack(first, beats, END).at).toBe(0);
  expect(steppedBack(begun, beats, END).at).toBe(0);
});

it("is moved within the story only", () => {
  expect(moved(begun, -5, END).at).toBe(0);
  expect(moved(begun, 9_000, END).at).toBe(END);
});

it("is live when it plays on from the end, and not from before it", () => {
  expect(played(moved(begun, END, END), END).live).toBe(true);
  expect(played(moved(begun, 10, END), END).live).toBe(false);
});
