import type { Beat } from "./beat.ts";
import { realClock, type Clock } from "../clock.ts";
import {
  atBeginning,
  moved,
  paused,
  placeOf,
  played,
  settled,
  stepped,
  steppedBack,
  type Needle,
} from "./needle.ts";
import type { Playback, PlaybackState, Speed } from "./playback-state.ts";
import { createSchedule, PATIENCE } from "./schedule.ts";
import { near, nextChange, sceneAt } from "./scene.ts";
import type { StagePace } from "./stage-pace.ts";
import type { TraceView } from "../trace/trace.ts";

/** Scenes change at most once in so many real milliseconds, so that a flood cannot hold the page. */
const TICK = 40;
/** The same while more than so many beats are on stage, or frames on their way: each change is told to all that draws. */
const CROWD = 12;
const MANY_FRAMES = 60;
export const CROWDED_TICK = 200;
/** What starts or ends exactly now is on stage now: look a hair ahead, in story milliseconds. */
const HAIR = 0.001;

/** How a playback begins, and what it puts after what. */
export interface PlaybackSetting {
  readonly speed?: Speed;
  readonly inTurn?: boolean;
}

/** When a beat is told of: what a client receives is its news once it's there. */
const momentOf = (beat: Beat): number =>
  beat.kind === "packet" && beat.direction === "in" ? beat.end : beat.start;

/**
 * Plays a trace: live at first, then as its reader wishes. Nothing runs between two changes of
 * the scene: packets move by animations of their own, and this only says when one begins or ends.
 *
 * With a `pace`, this clock is the network's too: a frame that the pace holds is let go when it
 * has landed on the stage. What has been shown once has happened; looking at it again, or standing
 * still, holds what is under way. Without one, the trace is shown after the fact.
 *
 * With `inTurn` what a client does is shown when all before it has been, however soon it followed.
 */
export function createPlayback(
  trace: TraceView,
  clock: Clock = realClock,
  pace?: StagePace,
  { speed = 1, inTurn = false }: PlaybackSetting = {},
): Playback {
  const schedule = createSchedule(trace, pace);
  const listeners = new Set<() => void>();
  const beatListeners = new Set<(beat: Beat) => void>();
  let needle = atBeginning(clock.now(), speed);
  /** How far the story has been shown, in story milliseconds. */
  let edge = 0;
  let told = 0;
  let queued: (() => void) | undefined;
  let lastUpdate = -Infinity;
  let cancel: (() => void) | undefined;
  let current: PlaybackState = snapshot();

  function position(): number {
    return placeOf(needle, clock.now(), schedule.end());
  }
  /** How far the story has been shown by now. */
  function shown(): number {
    return Math.max(edge, position());
  }
  /** How far one may look: in a slow network to what has happened, else to all that is known. */
  function limit(): number {
    return pace?.isSlow() ? edge : schedule.end();
  }

  function snapshot(): PlaybackState {
    const { live, playing, speed, rate } = needle;
    const at = position();
    return {
      live,
      past: at < edge - HAIR,
      playing,
      speed,
      rate,
      end: schedule.end(),
      scene: sceneAt(schedule.beats, at),
    };
  }

  /** The needle as it is now; what it has passed has been shown. */
  function now(): Needle {
    const settledNow = settled(needle, clock.now(), schedule.end());
    edge = Math.max(edge, settledNow.at);
    return settledNow;
  }

  function announce(from: number, to: number): void {
    if (to <= from || beatListeners.size === 0) return;
    const due = near(schedule.beats, from)
      .map((beat) => ({ beat, moment: momentOf(beat) }))
      .filter(({ moment }) => moment >= from && moment < to)
      .sort((a, b) => a.moment - b.moment);
    for (const { beat } of due)
      for (const listener of beatListeners) listener(beat);
  }

  /** Whether a frame has come to its end on the stage. */
  const hasLanded = (frame: number): boolean =>
    (schedule.endOf(frame) ?? Infinity) <= edge + HAIR;

  /** Brings everything up to now, tells it, and sleeps until the scene changes again. */
  function update(): void {
    queued?.();
    queued = undefined;
    needle = now();
    const { at, rate } = needle;
    // Played up to where it is live, it is live again.
    if (needle.playing && !needle.live && !needle.target && at >= edge)
      needle = { ...needle, live: true };
    announce(told, at + HAIR);
    told = Math.max(told, at + HAIR);
    current = snapshot();
    for (const listener of listeners) listener();
    cancel?.();
    const change = rate > 0 ? nextChange(schedule.beats, at) : undefined;
    cancel =
      change === undefined
        ? undefined
        : clock.after(Math.max(tick(), (change - at) / rate), updateInTime);
    // Last: what has landed makes the next hops.
    pace?.release(hasLanded);
  }
  /** What its reader does is told at once; what happens by itself, with all else that is due. */
  function updateInTime(): void {
    lastUpdate = clock.now();
    update();
  }
  const tick = (): number =>
    current.scene.beats.length > CROWD || (pace?.heldCount() ?? 0) > MANY_FRAMES
      ? CROWDED_TICK
      : TICK;

  /** A flood of hops asks for one update, not for one each, and waits for the one that is due. */
  function soon(): void {
    if (queued) return;
    const wait = Math.max(0, lastUpdate + tick() - clock.now());
    queued = clock.after(wait, updateInTime);
  }

  let patience: (() => void) | undefined;
  const stop = trace.subscribe((hop) => {
    // While the story stands still, what comes is put at its end.
    const upToNow = shown();
    const free = needle.live && !inTurn ? upToNow : schedule.end();
    schedule.place(hop, upToNow, free);
    if (schedule.waiting() && !patience) {
      patience = clock.after(PATIENCE * 1.2, () => {
        patience = undefined;
        schedule.giveUpWaiting(hop.at + PATIENCE * 1.2, shown());
        soon();
      });
    }
    soon();
  });

  function turn(next: Needle): void {
    needle = next;
    update();
  }
  /** What lies between is not played: no beat of it is told. */
  function jump(next: Needle): void {
    told = next.at;
    turn(next);
  }

  return {
    state: () => current,
    position,
    edge: shown,
    beats: () => schedule.beats,
    hasSetOut(frame) {
      const start = schedule.startOf(frame);
      if (start === undefined) return !trace.isUnderWay(frame);
      return start <= position() + HAIR;
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    onBeat(listener) {
      beatListeners.add(listener);
      return () => beatListeners.delete(listener);
    },
    play: () => turn(played(now(), limit())),
    pause: () => turn(paused(now())),
    step: () => turn(stepped(now(), schedule.beats)),
    stepBack: () => jump(steppedBack(now(), schedule.beats, limit())),
    goLive() {
      const at = limit();
      jump(played(moved(now(), at, at), at));
    },
    seek: (to) => jump(moved(now(), to, limit())),
    showFrame(frame) {
      const start = schedule.startOf(frame);
      const end = schedule.endOf(frame);
      if (start === undefined || end === undefined) return;
      // It has happened, though the picture may not have come so far.
      if (!trace.isUnderWay(frame)) edge = Math.max(edge, end);
      jump(moved(now(), (start + end) / 2, limit()));
    },
    setSpeed(next) {
      pace?.setSlow(next !== "real");
      turn({ ...now(), speed: next });
    },
    close() {
      stop();
      cancel?.();
      queued?.();
      patience?.();
      pace?.setSlow(false);
    },
  };
}
