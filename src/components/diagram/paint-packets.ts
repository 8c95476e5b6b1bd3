import type { Playback } from "#lab/playback/playback-state.ts";
import type { StageLayout } from "./layout.ts";
import { openPainter } from "./open-painter.ts";
import { createPacketLayer } from "./packet-layer.ts";

/**
 * Paints a playback's packets inside `place`, at its size and in the page's colours; the frame
 * `wrong` as one that a check found wrong. Returns what ends it.
 */
export function paintPackets(
  place: HTMLElement,
  layout: StageLayout,
  playback: Pick<Playback, "state" | "position" | "beats" | "subscribe">,
  wrong?: number,
): () => void {
  // A canvas is given away to its painter for good, so each painter has one of its own.
  const canvas = document.createElement("canvas");
  place.append(canvas);
  const painter = openPainter(canvas);
  const reducedMotion = matchMedia("(prefers-reduced-motion: reduce)");
  const layer = createPacketLayer(
    canvas,
    painter,
    layout,
    playback,
    () => reducedMotion.matches,
    wrong,
  );
  const size = new ResizeObserver(layer.fit);
  size.observe(canvas);
  const theme = new MutationObserver(layer.fit);
  theme.observe(document.documentElement, { attributeFilter: ["data-theme"] });
  layer.update();
  const stop = playback.subscribe(layer.update);
  return () => {
    stop();
    theme.disconnect();
    size.disconnect();
    painter.close();
    canvas.remove();
  };
}
