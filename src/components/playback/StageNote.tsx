import { useCallback, useSyncExternalStore } from "react";
import type { AnyLab } from "#lab/lab.ts";
import type { Playback, Speed } from "#lab/playback/playback-state.ts";
import { seconds } from "#lab/playback/words.ts";
import { FLIGHT } from "#lab/playback/schedule.ts";
import { usePlayback } from "./use-playback.ts";
import "./stage-note.css";

interface Props {
  lab: AnyLab;
  playback: Playback;
}

/** Says what the lab's clock does to its network: whoever watches must know that it is slowed down. */
export function StageNote({ lab, playback }: Props) {
  const { past, playing, live, speed } = usePlayback(playback);
  const stands = speed !== "real" && (past || (!playing && !live));
  const giveUp = useGiveUp(lab, stands);
  return (
    <p className="stage-note" data-stands={stands}>
      <span>{stands ? standWords(past) : paceWords(speed)}</span>
      {giveUp !== "" && <b>{` ${giveUp}`}</b>}
    </p>
  );
}

const standWords = (past: boolean): string =>
  past
    ? "You are looking at the past. What is on its way waits."
    : "Paused. What is on its way waits; Step lets the next packet through.";

const paceWords = (speed: Speed): string =>
  speed === "real"
    ? "Real time: packets arrive at once, and the picture follows."
    : `This lab’s network is slowed down so that you can watch: ${seconds(FLIGHT / speed, 1)} per hop.`;

const TICK = 200;
/** While all goes on, it's said only when it is near, in milliseconds. */
const NEAR = 2_500;

/** What Socket.IO gives up next because the network is slow or stands still; empty where that is far off. */
function useGiveUp(lab: AnyLab, stands: boolean): string {
  const subscribe = useCallback((listener: () => void) => {
    const timer = setInterval(listener, TICK);
    return () => clearInterval(timer);
  }, []);
  const read = useCallback(
    () => (lab.trace.isBusy() ? nextGiveUp(lab, stands ? Infinity : NEAR) : ""),
    [lab, stands],
  );
  return useSyncExternalStore(subscribe, read, () => "");
}

function nextGiveUp({ clients }: AnyLab, within: number): string {
  const [next] = clients
    .flatMap(({ name, deadline }) => {
      const found = deadline();
      return found ? [{ name, ...found }] : [];
    })
    .sort((a, b) => a.at - b.at);
  if (!next) return "";
  const left = next.at - performance.now();
  if (left < 0 || left > within) return "";
  return `In ${seconds(left, 0)}, ${next.name} ${next.words}.`;
}
