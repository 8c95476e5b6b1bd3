import type { Beat } from "./beat.ts";
import { realClock, type Clock } from "../clock.ts";
import type { Playback, PlaybackState, Speed } from "./playback-state.ts";
import { createSchedule, PATIENCE } from "./schedule.ts";
import { near, nextChange, sceneAt } from "./scene.ts";
import type { TraceView } from "../trace/trace.ts";

/** Live playback speeds up where it is more than this many story milliseconds behind. */
const LAG = 3000;
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
  let base = 0;
  let since = clock.now();
  let rate = 0;
  let live = true;
  let playing = true;
  let speed: Speed = 1;
  /** Where a single step ends. */
  let target: number | undefined;
  let told = 0;
  let cancel: (() => void) | undefined;
  let current: PlaybackState = snapshot();

  function position(): number {
    const limit = target ?? schedule.end();
    return Math.min(limit, base + (clock.now() - since) * rate);
  }
  function snapshot(): PlaybackState {
    return {
      live,
      playing,
      speed,
      rate,
      end: schedule.end(),
      scene: sceneAt(schedule.beats, position()),
    };
  }

  function wantedRate(at: number): number {
    const rest = (target ?? schedule.end()) - at;
    if (!playing || rest <= 0) return 0;
    return live && rest > LAG ? speed * (rest / LAG) : speed;
  }

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
    const at = position();
    base = at;
    since = clock.now();
    if (target !== undefined && at >= target) {
      target = undefined;
      playing = false;
    }
    rate = wantedRate(at);
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
    schedule.place(hop, playing ? position() : schedule.end());
    if (schedule.waiting() && !patience) {
      patience = clock.after(PATIENCE * 1.2, () => {
        patience = undefined;
        schedule.giveUpWaiting(hop.at + PATIENCE * 1.2, position());
        soon();
      });
    }
    soon();
  });

  function move(to: number): void {
    base = Math.min(Math.max(0, to), schedule.end());
    since = clock.now();
    told = base;
    target = undefined;
    update();
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
    play() {
      target = undefined;
      playing = true;
      // At the end there is nothing to play but what comes: that is live.
      live = position() >= schedule.end();
      update();
    },
    pause() {
      base = position();
      since = clock.now();
      playing = false;
      live = false;
      target = undefined;
      update();
    },
    step() {
      const at = position();
      const ends = schedule.beats
        .map((beat) => beat.end)
        .filter((end) => end > at + 1);
      base = at;
      since = clock.now();
      live = false;
      if (ends.length > 0) {
        target = Math.min(...ends);
        playing = true;
      } else playing = false;
      update();
    },
    stepBack() {
      const at = position();
      const starts = schedule.beats
        .map((beat) => beat.start)
        .filter((start) => start < at - 1);
      playing = false;
      live = false;
      move(starts.length > 0 ? Math.max(...starts) : 0);
    },
    goLive() {
      live = true;
      playing = true;
      move(schedule.end());
    },
    seek(to) {
      live = false;
      playing = false;
      move(to);
    },
    setSpeed(next) {
      base = position();
      since = clock.now();
      speed = next;
      update();
    },
    close() {
      stop();
      cancel?.();
      queued?.();
      patience?.();
    },
  };
}
