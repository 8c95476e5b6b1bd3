import type { PacketBeat, Tone } from "#lab/playback/beat.ts";
import type { ClientName } from "#lab/people.ts";
import { pointOn, type Edge, type Point } from "./layout.ts";

/** One packet as it is painted: plain data, so that it can go to a worker. */
export interface Flight {
  /** Story milliseconds. */
  readonly start: number;
  readonly end: number;
  readonly client: ClientName;
  readonly direction: "out" | "in";
  readonly by: ClientName | undefined;
  readonly tone: Tone;
  /** What stands on it. */
  readonly caption: string;
  /** It never arrives: it stops, crossed out, and fades. */
  readonly lost: boolean;
  /** A check says that it should not have been sent, or not so. */
  readonly wrong?: true;
  /** Where it stops for good, as a share of its way; half-way where nothing is said. */
  readonly stopsAt?: number;
}

/** The story's clock, as a painter needs it to go on by itself. */
export interface StoryClock {
  /** Story milliseconds at the moment `at`. */
  readonly position: number;
  /** Story milliseconds a real millisecond; 0 while paused. */
  readonly rate: number;
  /** Milliseconds since the Unix epoch, with fractions: the same in a page and its workers. */
  readonly at: number;
  /** Packets stand in the middle of their way instead of moving (reduced motion). */
  readonly still: boolean;
}

const LONGEST = 14;
const HALF_WAY = 0.5;
const shorten = (label: string): string =>
  label.length > LONGEST ? `${label.slice(0, LONGEST - 1)}…` : label;

/**
 * The beat of a packet, or of several alike that travel as one, as it is painted; `wrong` is the
 * frame of a packet that a check found wrong.
 */
export function flightOf(beat: PacketBeat, wrong?: number): Flight {
  const { start, end, client, direction, by, tone, hops, lost, lostAt } = beat;
  const label = shorten(beat.label);
  const caption = hops.length > 1 ? `${label} ×${hops.length}` : label;
  const stopsAt =
    lostAt === undefined ? HALF_WAY : (lostAt - start) / (end - start);
  return {
    ...{ start, end, client, direction, by, tone, caption, lost },
    ...(wrong !== undefined && hops.includes(wrong) && { wrong: true }),
    ...(lost && { stopsAt: Math.min(1, Math.max(0, stopsAt)) }),
  };
}

/** Milliseconds since the Unix epoch, with fractions. */
export const epochNow = (): number =>
  performance.timeOrigin + performance.now();

/** Where the story is now, in story milliseconds. */
export const positionAt = ({ position, rate, at }: StoryClock, now: number) =>
  position + (now - at) * rate;

/** Share of its time after which a lost packet begins to fade. */
const FADES_AT = 0.75;

/** How far along its time a packet is, 0 to 1; less or more where it is not in the air. */
const flown = ({ start, end }: Flight, position: number): number =>
  (position - start) / (end - start);

/**
 * Where a packet is at a moment of the story, or undefined where it is not in the air. It stays
 * the share `dock` of its way from both ends, so that it's seen whole beside its station.
 */
export function placeOf(
  flight: Flight,
  edge: Edge,
  position: number,
  still: boolean,
  dock = 0,
): Point | undefined {
  const time = flown(flight, position);
  if (time < 0 || time >= 1) return undefined;
  const way = flight.lost ? Math.min(time, flight.stopsAt ?? HALF_WAY) : time;
  const share = still ? HALF_WAY : dock + way * (1 - 2 * dock);
  return pointOn(edge, flight.direction === "out" ? share : 1 - share);
}

/** How much of a packet is to be seen, 0 to 1: a lost one fades away. */
export function opacityOf(flight: Flight, position: number): number {
  if (!flight.lost) return 1;
  const fadesAt = Math.max(FADES_AT, flight.stopsAt ?? HALF_WAY);
  const left = (1 - flown(flight, position)) / Math.max(0.01, 1 - fadesAt);
  return Math.min(1, Math.max(0, left));
}
