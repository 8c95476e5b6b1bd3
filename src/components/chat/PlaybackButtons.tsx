import { useSyncExternalStore } from "react";
import type { ChatPlayback } from "#lab/chat/chat-playback.ts";

/** Stops the diagram, and moves it step by step, while the chat goes on. */
export function PlaybackButtons({ playback }: { playback: ChatPlayback }) {
  const { playing, waiting } = useSyncExternalStore(
    playback.subscribe,
    playback.scene,
    playback.scene,
  );
  return (
    <div className="steps" role="toolbar" aria-label="Playback">
      <button type="button" onClick={playback.stepBack}>
        Step back
      </button>
      <button type="button" onClick={playing ? playback.pause : playback.play}>
        {playing ? "Pause" : "Play"}
      </button>
      <button type="button" onClick={playback.step}>
        Step
      </button>
      {!playing && waiting > 0 && <span>{`${waiting} more to see`}</span>}
    </div>
  );
}
