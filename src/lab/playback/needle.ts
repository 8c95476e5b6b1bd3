import type { Beat } from "./beat.ts";
import type { Speed } from "./playback-state.ts";

/** Live playback speeds up where it is more than this many story milliseconds behind. */
const LAG = 3000;
/** How much faster than normal the picture of a network in real time follows it. */
const REAL_TIME_RATE = 4;

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
export const atBeginning = (now: number, speed: Speed = 1): Needle => ({
  live: true,
  playing: true,
  speed,
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
  const rate = speed === "real" ? REAL_TIME_RATE : speed;
  return live && rest > LAG ? rate * (rest / LAG) : rate;
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

/** Plays on; from `edge`, where what has been ends, that is live. */
export const played = (needle: Needle, edge: number): Needle => ({
  ...needle,
  target: undefined,
  playing: true,
  live: needle.at >= edge,
});

export const paused = (needle: Needle): Needle => ({
  ...needle,
  target: undefined,
  playing: false,
  live: false,
});

/**
 * Plays until the next packet has come to its end, or where none is on its way to the end of the
 * next step in the server; stops where there is neither.
 */
export function stepped(needle: Needle, beats: readonly Beat[]): Needle {
  const later = beats.filter(({ end }) => end > needle.at + 1);
  const packets = later.filter(({ kind }) => kind === "packet");
  const ends = (packets.length > 0 ? packets : later).map(({ end }) => end);
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
