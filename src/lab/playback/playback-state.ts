import type { Beat, Scene } from "./beat.ts";

export const SPEEDS = [0.25, 0.5, 1, 2, 4, "real"] as const;
/** How fast the stage is; in real time the network is not slowed down, and the picture follows it. */
export type Speed = (typeof SPEEDS)[number];

/** The moment of the trace that the diagram shows, and how it moves. */
export interface PlaybackState {
  /** Follows what happens as it happens. */
  readonly live: boolean;
  /** Shows what has been shown before: a moment of the past. */
  readonly past: boolean;
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
  /** How far the story has been shown, in story milliseconds: what is later has not happened yet. */
  edge(): number;
  beats(): readonly Beat[];
  /** Whether a frame has set out by the moment that is shown; of frames that aren't shown, it always has. */
  hasSetOut(frame: number): boolean;
  subscribe(listener: () => void): () => void;
  /** Told of each beat as it plays, forwards: of a packet to a client as it arrives, else as it begins. */
  onBeat(listener: (beat: Beat) => void): () => void;
  play(): void;
  pause(): void;
  step(): void;
  stepBack(): void;
  goLive(): void;
  /** Shows a moment that has been; what is still under way cannot be seen before it happens. */
  seek(position: number): void;
  /** Stands still where a frame that has arrived is halfway; does nothing where it has no place on the stage. */
  showFrame(frame: number): void;
  setSpeed(speed: Speed): void;
  close(): void;
}
