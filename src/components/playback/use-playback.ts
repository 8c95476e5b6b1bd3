import type { Playback, PlaybackState } from "#lab/playback/playback-state.ts";
import { useFrames } from "../ui/use-frames.ts";

const NOTHING_PLAYS: PlaybackState = {
  live: true,
  past: false,
  playing: true,
  speed: 1,
  rate: 0,
  end: 0,
  scene: {
    beats: [],
    serverLines: [],
    clientLines: [],
    hops: new Set(),
    words: "",
  },
};
const never = (): (() => void) => () => undefined;
const nothing = (): PlaybackState => NOTHING_PLAYS;

/** What a playback shows now; nothing while there is none. Told at the pace of `useFrames`. */
export function usePlayback(
  playback: Playback | undefined,
  every?: number,
): PlaybackState {
  return useFrames(
    playback?.subscribe ?? never,
    playback?.state ?? nothing,
    every,
  );
}
