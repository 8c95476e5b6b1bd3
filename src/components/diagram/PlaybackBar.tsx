import {
  useEffect,
  useRef,
  useSyncExternalStore,
  type KeyboardEvent,
  type PointerEvent,
} from "react";
import type { PacketBeat } from "../../lab/beat.ts";
import { SPEEDS, type Playback, type Speed } from "../../lab/playback-state.ts";
import "./playback-bar.css";

const SPEED_NAMES: Readonly<Record<Speed, string>> = {
  0.25: "¼ speed",
  0.5: "½ speed",
  1: "Normal",
  2: "2× speed",
  4: "4× speed",
};
/** At most so many marks are drawn; under load they would be one line anyway. */
const MARKS = 120;

const icon = (path: string) => (
  <svg viewBox="0 0 10 10" aria-hidden="true">
    <path d={path} />
  </svg>
);

/** Marks of the last packets on the timeline, in the colour of who caused them. */
function marksOf(beats: readonly PacketBeat[], end: number) {
  return beats.map((beat) => (
    <b
      key={beat.id}
      data-tone={beat.tone}
      style={{
        transform: `translateX(${((100 * beat.start) / end).toFixed(2)}cqw)`,
        background:
          beat.by && beat.tone !== "protocol"
            ? `var(--${beat.by.toLowerCase()})`
            : "var(--faint)",
      }}
    />
  ));
}

/** Live, pause, one hop at a time, speed and timeline of a playback. */
export function PlaybackBar({ playback }: { playback: Playback }) {
  const state = useSyncExternalStore(
    playback.subscribe,
    playback.state,
    playback.state,
  );
  const needle = useRef<HTMLElement>(null);
  const track = useRef<HTMLDivElement>(null);
  const moving = state.playing && state.rate > 0;
  const end = Math.max(1, state.end);

  useEffect(() => {
    const element = needle.current;
    const width = track.current?.clientWidth ?? 0;
    if (!element) return;
    const position = Math.min(end, playback.position());
    const left = end - position;
    const place = (at: number) => ({
      transform: `translateX(${(width * at) / end}px)`,
    });
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    Object.assign(element.style, place(position));
    if (state.rate === 0 || still) return undefined;
    const animation = element.animate([place(position), place(end)], {
      duration: left / state.rate,
      fill: "both",
    });
    return () => animation.cancel();
  }, [state, playback, end]);

  const seek = (event: PointerEvent<HTMLDivElement>): void => {
    const box = event.currentTarget.getBoundingClientRect();
    playback.seek((end * (event.clientX - box.left)) / box.width);
  };
  const keys = (event: KeyboardEvent): void => {
    const moves: Record<string, () => void> = {
      ArrowRight: playback.step,
      ArrowLeft: playback.stepBack,
      Home: () => playback.seek(0),
      End: playback.goLive,
    };
    const move = moves[event.key];
    if (!move) return;
    event.preventDefault();
    move();
  };

  const shown = playback
    .beats()
    .filter((beat) => beat.kind === "packet")
    .slice(-MARKS);
  const percent = Math.round((100 * Math.min(end, playback.position())) / end);

  return (
    <div className="playback" role="toolbar" aria-label="Playback">
      <button
        type="button"
        className="round"
        aria-label={state.playing ? "Pause" : "Play"}
        onClick={state.playing ? playback.pause : playback.play}
      >
        {icon(state.playing ? "M1 0h3v10H1zM6 0h3v10H6z" : "M2 0l7 5-7 5z")}
      </button>
      <button
        type="button"
        className="plain"
        aria-label="Step back"
        onClick={playback.stepBack}
      >
        {icon("M1 0h2v10H1zM9 0v10L3 5z")}
      </button>
      <button
        type="button"
        className="plain"
        aria-label="Step"
        onClick={playback.step}
      >
        {icon("M7 0h2v10H7zM1 0l6 5-6 5z")}
      </button>
      <div
        ref={track}
        className="track"
        role="slider"
        tabIndex={0}
        aria-label="Timeline"
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={percent}
        aria-valuetext={
          moving
            ? "playing"
            : state.live
              ? "live"
              : state.scene.words || "paused"
        }
        onPointerDown={seek}
        onPointerMove={(event) => event.buttons === 1 && seek(event)}
        onKeyDown={keys}
      >
        {marksOf(shown, end)}
        <i ref={needle} />
      </div>
      <select
        aria-label="Speed"
        value={state.speed}
        onChange={(event) => {
          const speed = SPEEDS.find(
            (known) => String(known) === event.target.value,
          );
          if (speed) playback.setSpeed(speed);
        }}
      >
        {SPEEDS.map((speed) => (
          <option key={speed} value={speed}>
            {SPEED_NAMES[speed]}
          </option>
        ))}
      </select>
      <button
        type="button"
        className="plain"
        aria-pressed={state.live}
        onClick={playback.goLive}
      >
        Live
      </button>
    </div>
  );
}
