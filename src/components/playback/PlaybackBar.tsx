import {
  useEffect,
  useRef,
  type KeyboardEvent,
  type PointerEvent,
  type ReactNode,
} from "react";
import type { PacketBeat } from "#lab/playback/beat.ts";
import { CLIENT_NAMES } from "#lab/people.ts";
import {
  SPEEDS,
  type Playback,
  type Speed,
} from "#lab/playback/playback-state.ts";
import { PACE } from "../ui/use-frames.ts";
import { usePlayback } from "./use-playback.ts";
import "./playback-bar.css";

const SPEED_NAMES: Readonly<Record<Speed, string>> = {
  0.25: "¼ speed",
  0.5: "½ speed",
  1: "Normal",
  2: "2× speed",
  4: "4× speed",
  real: "Real time",
};
/** Its marks are much to draw. */
const SLOW = 1.5 * PACE;
/** So many of the last beats are marked; under load more would be one line anyway. */
const BEATS = 300;

const icon = (path: string) => (
  <svg viewBox="0 0 10 10" aria-hidden="true">
    <path d={path} />
  </svg>
);

/** Packets that are marked alike, in the order they are drawn: the lesson's own above the upkeep. */
const KINDS = ["protocol", "server", ...CLIENT_NAMES] as const;
const kindOf = ({ tone, by }: PacketBeat): (typeof KINDS)[number] =>
  tone === "protocol" ? "protocol" : (by ?? "server");

/** Marks of the last packets on the timeline, in the colour of who caused them. */
function Marks({ beats, end }: { beats: readonly PacketBeat[]; end: number }) {
  return (
    <svg
      className="marks"
      viewBox={`0 0 ${end} 2`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      {KINDS.map((kind) => (
        // Of a line of next to no length the round ends are seen: a dot that stays round however
        // wide the track. Where the length is none, WebKit stretches the ends with the track.
        <path
          key={kind}
          data-person={kind}
          d={beats
            .filter((beat) => kindOf(beat) === kind)
            .map(({ start }) => `M${Math.round(start)} 1h.01`)
            .join("")}
        />
      ))}
    </svg>
  );
}

interface Props {
  playback: Playback;
  /** Told of the speed that the reader chose. */
  onSpeed: (speed: Speed) => void;
  /** What else stands at its end. */
  children?: ReactNode;
}

/** Pause, one packet at a time, speed and timeline of a playback, and the way back to what is now. */
export function PlaybackBar({ playback, onSpeed, children }: Props) {
  const state = usePlayback(playback, SLOW);
  const needle = useRef<HTMLElement>(null);
  const lastEnd = useRef(0);
  const moving = state.playing && state.rate > 0;
  const end = Math.max(1, state.end);

  useEffect(() => {
    const element = needle.current;
    if (!element) return;
    const position = Math.min(end, playback.position());
    const left = end - position;
    const place = (at: number) => ({
      // In shares of the track's width: measuring it would lay the page out.
      transform: `translateX(${((100 * at) / end).toFixed(2)}cqw)`,
    });
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    Object.assign(element.style, place(position));
    // While the story grows, the needle is drawn with the marks: to start a movement is dear.
    const grows = end > lastEnd.current;
    lastEnd.current = end;
    if (state.rate === 0 || still || grows) return undefined;
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
    .slice(-BEATS)
    .filter((beat) => beat.kind === "packet");
  const position = Math.min(end, playback.position());

  return (
    <div className="playback" role="toolbar" aria-label="Playback">
      <button
        type="button"
        className="round"
        data-idle={state.live && !moving}
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
        className="track"
        role="slider"
        tabIndex={0}
        aria-label="Timeline"
        aria-valuemin={0}
        aria-valuemax={Math.round(end)}
        aria-valuenow={Math.round(position)}
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
        <Marks beats={shown} end={end} />
        <i ref={needle} />
      </div>
      <select
        aria-label="Speed"
        value={state.speed}
        onChange={(event) => {
          const speed = SPEEDS.find(
            (known) => String(known) === event.target.value,
          );
          if (speed === undefined) return;
          playback.setSpeed(speed);
          onSpeed(speed);
        }}
      >
        {SPEEDS.map((speed) => (
          <option key={speed} value={speed}>
            {SPEED_NAMES[speed]}
          </option>
        ))}
      </select>
      {state.live ? (
        <span className="live">Live</span>
      ) : (
        <button type="button" className="back" onClick={playback.goLive}>
          Back to live
        </button>
      )}
      {children}
    </div>
  );
}
