import type { Beat, Scene } from "./beat.ts";

export const SPEEDS = [0.25, 0.5, 1, 2, 4] as const;
export type Speed = (typeof SPEEDS)[number];

/** The moment of the trace that the diagram shows, and how it moves. */
export interface PlaybackState {
  /** Follows what happens as it happens. */
  readonly live: boolean;
  readonly playing: boolean;
  readonly speed: Speed;
  /** Story milliseconds a real millisecond right now; 0 while paused. */
  readonly rate: number;
  /** End of the last beat, in story milliseconds. */
  readonly end: number;
  readonly scene: Scene;
}

/** A stage's clock. Everything that draws reads it; only the playback bar moves it. */
export interface Playback {
  /** The same object until something changed: fit for useSyncExternalStore. */
  state(): PlaybackState;
  /** Story milliseconds, now. */
  position(): number;
  beats(): readonly Beat[];
  subscribe(listener: () => void): () => void;
  /** Told of each beat as it begins to play, forwards. */
  onBeat(listener: (beat: Beat) => void): () => void;
  play(): void;
  pause(): void;
  step(): void;
  stepBack(): void;
  goLive(): void;
  seek(position: number): void;
  setSpeed(speed: Speed): void;
  close(): void;
}
