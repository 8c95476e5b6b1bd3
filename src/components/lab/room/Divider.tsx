import {
  useEffect,
  useRef,
  useSyncExternalStore,
  type KeyboardEvent,
  type PointerEvent,
} from "react";
import { keepShare, keptShare, onShare, SHARES } from "./kept-share.ts";

/** How far a key moves it, in hundredths of the lab's height. */
const STEP = 4;
/** What the style gives where the window is high enough. */
const USUAL = 36;

/**
 * Between the stage and the code: drawn, or moved by the arrow keys, it gives one of them more of
 * the lab's height, which is the element around it. The browser keeps that.
 */
export function Divider() {
  const line = useRef<HTMLDivElement>(null);
  // The page was built without knowing what this browser keeps.
  const share = useSyncExternalStore(onShare, keptShare, () => undefined);

  useEffect(() => {
    if (share === undefined) return;
    line.current?.parentElement?.style.setProperty("--share", String(share));
  }, [share]);

  /** The share that a divider at this height of the window would give. */
  const shareAt = (y: number): number => {
    const lab = line.current?.parentElement?.getBoundingClientRect();
    return lab ? (100 * (lab.bottom - y)) / lab.height : SHARES.least;
  };
  const drag = ({ buttons, clientY }: PointerEvent): void => {
    if (buttons === 1) keepShare(shareAt(clientY));
  };
  const keys = (event: KeyboardEvent): void => {
    const now = share ?? shareAt(event.currentTarget.getBoundingClientRect().y);
    const to = {
      ArrowUp: now + STEP,
      ArrowDown: now - STEP,
      Home: SHARES.most,
      End: SHARES.least,
    }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    keepShare(to);
  };

  return (
    <div
      ref={line}
      className="divider"
      role="separator"
      aria-orientation="horizontal"
      aria-label="Height of the code and packets"
      aria-valuemin={SHARES.least}
      aria-valuemax={SHARES.most}
      aria-valuenow={share ?? USUAL}
      tabIndex={0}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        event.preventDefault();
      }}
      onPointerMove={drag}
      onKeyDown={keys}
    />
  );
}
