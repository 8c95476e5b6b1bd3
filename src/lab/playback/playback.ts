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
import type { Playback, PlaybackState } from "./playback-state.ts";
import { createSchedule, PATIENCE } from "./schedule.ts";
import { near, nextChange, sceneAt } from "./scene.ts";
import type { TraceView } from "../trace/trace.ts";

/** Scenes change at most once in so many real milliseconds, so that a flood cannot hold the page. */
const TICK = 40;
/** The same while more than so many beats are on stage: each change is told to all that draws. */
const CROWD = 12;
export const CROWDED_TICK = 120;

/**
 * Plays a trace: live at first, then as its reader wishes. Nothing runs between two changes of
 * the scene: packets move by animations of their own, and this only says when one begins or ends.
 */
export function createPlayback(
  trace: TraceView,
  clock: Clock = realClock,
): Playback {
  const schedule = createSchedule(trace);
  const listeners = new Set<() => void>();
  const beatListeners = new Set<(beat: Beat) => void>();
  let needle = atBeginning(clock.now());
  let told = 0;
  let cancel: (() => void) | undefined;
  let current: PlaybackState = snapshot();

  function position(): number {
    return placeOf(needle, clock.now(), schedule.end());
  }
  function snapshot(): PlaybackState {
    const { live, playing, speed, rate } = needle;
    return {
      live,
      playing,
      speed,
      rate,
      end: schedule.end(),
      scene: sceneAt(schedule.beats, position()),
    };
  }
  const now = (): Needle => settled(needle, clock.now(), schedule.end());

  function announce(from: number, to: number): void {
    if (to <= from || beatListeners.size === 0) return;
    const begun = near(schedule.beats, from).filter(
      (beat) => beat.start >= from && beat.start < to,
    );
    for (const beat of begun)
      for (const listener of beatListeners) listener(beat);
  }

  /** Brings everything up to now, tells it, and sleeps until the scene changes again. */
  function update(): void {
    needle = now();
    const { at, rate } = needle;
    // What starts exactly now is on stage now: look a hair ahead.
    announce(told, at + 0.001);
    told = Math.max(told, at + 0.001);
    current = snapshot();
    for (const listener of listeners) listener();
    cancel?.();
    const change = rate > 0 ? nextChange(schedule.beats, at) : undefined;
    cancel =
      change === undefined
        ? undefined
        : clock.after(Math.max(tick(), (change - at) / rate), update);
  }

  const tick = (): number =>
    current.scene.beats.length > CROWD ? CROWDED_TICK : TICK;

  let queued: (() => void) | undefined;
  let lastUpdate = -Infinity;
  /** A flood of hops asks for one update, not for one each. */
  function soon(): void {
    if (queued) return;
    const wait = Math.max(0, lastUpdate + tick() - clock.now());
    queued = clock.after(wait, () => {
      queued = undefined;
      lastUpdate = clock.now();
      update();
    });
  }

  let patience: (() => void) | undefined;
  const stop = trace.subscribe((hop) => {
    schedule.place(hop, needle.playing ? position() : schedule.end());
    if (schedule.waiting() && !patience) {
      patience = clock.after(PATIENCE * 1.2, () => {
        patience = undefined;
        schedule.giveUpWaiting(hop.at + PATIENCE * 1.2, position());
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
    beats: () => schedule.beats,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    onBeat(listener) {
      beatListeners.add(listener);
      return () => beatListeners.delete(listener);
    },
    play: () => turn(played(now(), schedule.end())),
    pause: () => turn(paused(now())),
    step: () => turn(stepped(now(), schedule.beats)),
    stepBack: () => jump(steppedBack(now(), schedule.beats, schedule.end())),
    goLive() {
      const end = schedule.end();
      jump(played(moved(now(), end, end), end));
    },
    seek: (to) => jump(moved(now(), to, schedule.end())),
    setSpeed: (speed) => turn({ ...now(), speed }),
    close() {
      stop();
      cancel?.();
      queued?.();
      patience?.();
    },
  };
}
