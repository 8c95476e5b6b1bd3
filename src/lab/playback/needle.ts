import type { Beat } from "./beat.ts";
import type { Speed } from "./playback-state.ts";

/** Live playback speeds up where it is more than this many story milliseconds behind. */
const LAG = 3000;

/** Where a playback is on its story's timeline, and how it moves on from there. */
export interface Needle {
  readonly live: boolean;
  readonly playing: boolean;
  readonly speed: Speed;
  /** Where a single step ends, in story milliseconds. */
  readonly target: number | undefined;
  /** Where it was, in story milliseconds, … */
  readonly at: number;
  /** … at this time of the clock, in real milliseconds. */
  readonly since: number;
  /** Story milliseconds a real millisecond, from then on. */
  readonly rate: number;
}

/** At the beginning of a story, following what happens. */
export const atBeginning = (now: number): Needle => ({
  live: true,
  playing: true,
  speed: 1,
  target: undefined,
  at: 0,
  since: now,
  rate: 0,
});

/** Where the needle is at `now`, in a story that ends at `end`. */
export const placeOf = (
  { target, at, since, rate }: Needle,
  now: number,
  end: number,
): number => Math.min(target ?? end, at + (now - since) * rate);

const rateOf = (
  { live, playing, speed, target }: Needle,
  at: number,
  end: number,
): number => {
  const rest = (target ?? end) - at;
  if (!playing || rest <= 0) return 0;
  return live && rest > LAG ? speed * (rest / LAG) : speed;
};

/** The needle brought up to `now`, with the rate at which it goes on; a step that is done stops. */
export function settled(needle: Needle, now: number, end: number): Needle {
  const at = placeOf(needle, now, end);
  const isDone = needle.target !== undefined && at >= needle.target;
  const next = isDone
    ? { ...needle, target: undefined, playing: false }
    : needle;
  return { ...next, at, since: now, rate: rateOf(next, at, end) };
}

/** Plays on. At the end there is nothing to play but what comes: that is live. */
export const played = (needle: Needle, end: number): Needle => ({
  ...needle,
  target: undefined,
  playing: true,
  live: needle.at >= end,
});

export const paused = (needle: Needle): Needle => ({
  ...needle,
  target: undefined,
  playing: false,
  live: false,
});

/** Plays to the next end of a beat; stops where there is none. */
export function stepped(needle: Needle, beats: readonly Beat[]): Needle {
  const ends = beats.map(({ end }) => end).filter((end) => end > needle.at + 1);
  return ends.length === 0
    ? paused(needle)
    : { ...needle, live: false, playing: true, target: Math.min(...ends) };
}

/** Stands still at a place of the story. */
export const moved = (needle: Needle, to: number, end: number): Needle => ({
  ...paused(needle),
  at: Math.min(Math.max(0, to), end),
});

/** Stands still where the beat before began, or at the beginning. */
export function steppedBack(
  needle: Needle,
  beats: readonly Beat[],
  end: number,
): Needle {
  const starts = beats
    .map(({ start }) => start)
    .filter((start) => start < needle.at - 1);
  return moved(needle, Math.max(0, ...starts), end);
}
