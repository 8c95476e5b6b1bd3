import { useEffect, useRef, type ReactNode } from "react";
import type { Playback } from "#lab/playback/playback-state.ts";
import { keepScreen } from "./screen-history.ts";

interface Props {
  playback: Playback;
  children: ReactNode;
}

/** A client's own program, as it is; while the playback shows the past, what it showed then. */
export function LiveScreen({ playback, children }: Props) {
  const now = useRef<HTMLDivElement>(null);
  const then = useRef<HTMLDivElement>(null);

  useEffect(() => {
    const [screen, place] = [now.current, then.current];
    if (!screen || !place) return undefined;
    const history = keepScreen(screen, playback);
    let shown: Node | undefined;
    const show = (): void => {
      const picture = history.then();
      if (picture === shown) return;
      shown = picture;
      place.replaceChildren(...(picture ? [picture] : []));
      place.hidden = !picture;
      // What is shown of the past cannot be used, and what is now cannot be seen.
      screen.toggleAttribute("data-hidden", picture !== undefined);
      screen.inert = picture !== undefined;
    };
    const stop = playback.subscribe(show);
    return () => {
      stop();
      history.close();
    };
  }, [playback]);

  return (
    <>
      <div ref={now} className="screen">
        {children}
      </div>
      <div ref={then} className="past" hidden inert />
    </>
  );
}
