import { useEffect, useRef } from "react";
import type { Beat } from "#lab/playback/beat.ts";
import type { Playback } from "#lab/playback/playback-state.ts";

/** Sentences are spoken together, this many milliseconds' worth at a time. */
const BREATH = 500;
/** More than so many at a time cannot be listened to. */
const SENTENCES = 3;

const isUpkeep = (beat: Beat): boolean =>
  beat.kind === "packet" && beat.tone === "protocol";

/** Says what the diagram shows, for who does not see it. */
export function Announcer({ playback }: { playback: Playback | undefined }) {
  const region = useRef<HTMLDivElement>(null);

  useEffect(() => {
    let waiting: string[] = [];
    let timer: ReturnType<typeof setTimeout> | undefined;

    const speak = (): void => {
      timer = undefined;
      if (waiting.length === 0) return;
      const said = waiting.slice(0, SENTENCES);
      if (waiting.length > said.length)
        said.push(`and ${waiting.length - said.length} more`);
      waiting = [];
      const sentence = document.createElement("p");
      sentence.textContent = `${said.join(". ")}.`;
      region.current?.replaceChildren(sentence);
      timer = setTimeout(speak, BREATH);
    };

    const end = playback?.onBeat((beat) => {
      if (isUpkeep(beat) || waiting.includes(beat.words)) return;
      waiting.push(beat.words);
      timer ??= setTimeout(speak, 0);
    });
    return () => {
      end?.();
      clearTimeout(timer);
    };
  }, [playback]);

  return <div ref={region} className="sr-only" aria-live="polite" />;
}
