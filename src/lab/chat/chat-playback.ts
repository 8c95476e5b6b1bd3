import { describeTrip, type ChatBeat, type Trip } from "./chat-beat.ts";

/** What the diagram shows now. */
export interface ChatScene {
  /** The beat that is shown; undefined before the first. */
  readonly beat: ChatBeat | undefined;
  /** Its packets move; else they stand. */
  readonly moving: boolean;
  /** Its packets have arrived, and nothing has followed. */
  readonly resting: boolean;
  readonly playing: boolean;
  /** Milliseconds that its packets take. */
  readonly takes: number;
  /** All of it in words, without a full stop. */
  readonly words: string;
  /** How many beats wait to be shown. */
  readonly waiting: number;
}

/** Shows the beats one after the other, slower than they happened. */
export interface ChatPlayback {
  add(beat: ChatBeat): void;
  /** A beat has changed: if it is on stage, it is drawn anew. */
  refresh(): void;
  scene(): ChatScene;
  subscribe(listener: () => void): () => void;
  /** Told of each trip when its last known beat was shown. */
  onEnd(listener: (trip: Trip) => void): () => void;
  play(): void;
  pause(): void;
  step(): void;
  stepBack(): void;
  close(): void;
}

/** Milliseconds that a beat takes. */
const UNHURRIED = 650;
/** With more than so many beats waiting, each takes so many milliseconds. */
const HURRY: readonly (readonly [waiting: number, ms: number])[] = [
  [60, 20],
  [24, 90],
  [10, 260],
];
const KEPT = 500;
const NOTHING = "Nothing has travelled yet";

/** Makes a playback that follows what comes. */
export function createChatPlayback(): ChatPlayback {
  const beats: ChatBeat[] = [];
  const listeners = new Set<() => void>();
  const enders = new Set<(trip: Trip) => void>();
  let at = -1;
  let playing = true;
  let resting = true;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let scene: ChatScene = look();

  function paceNow(): number {
    const waiting = beats.length - 1 - at;
    return HURRY.find(([most]) => waiting > most)?.[1] ?? UNHURRIED;
  }

  function look(): ChatScene {
    const beat = beats[at];
    return {
      beat,
      moving: playing && !resting && beat !== undefined,
      resting,
      playing,
      takes: paceNow(),
      words: beat ? describeTrip(beat.trip, beat.reached) : NOTHING,
      waiting: Math.max(0, beats.length - 1 - at),
    };
  }

  function show(): void {
    scene = look();
    for (const listener of listeners) listener();
  }

  function end(beat: ChatBeat | undefined): void {
    if (!beat || beats[at + 1]?.trip === beat.trip) return;
    for (const listener of enders) listener(beat.trip);
  }

  /** What is no message gives way to one. */
  const isInTheWay = (place: number): boolean =>
    beats[place]?.trip.isWeighty === false &&
    beats.slice(place).some(({ trip }) => trip.isWeighty);

  function next(): void {
    timer = undefined;
    end(beats[at]);
    while (isInTheWay(at + 1)) end(beats[++at]);
    if (at < beats.length - 1) {
      at += 1;
      resting = false;
      timer = setTimeout(next, paceNow());
    } else resting = true;
    show();
  }

  function go(to: number): void {
    clearTimeout(timer);
    timer = undefined;
    playing = false;
    resting = false;
    at = Math.min(Math.max(to, 0), beats.length - 1);
    show();
  }

  return {
    add(beat) {
      beats.push(beat);
      if (beats.length > KEPT) {
        beats.shift();
        at = Math.max(-1, at - 1);
      }
      if (playing && timer === undefined) next();
      else show();
    },
    refresh: show,
    scene: () => scene,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    onEnd(listener) {
      enders.add(listener);
      return () => enders.delete(listener);
    },
    play() {
      if (playing) return;
      playing = true;
      next();
    },
    pause: () => go(at),
    step: () => go(at + 1),
    stepBack: () => go(at - 1),
    close: () => clearTimeout(timer),
  };
}
