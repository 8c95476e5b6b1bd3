import type { PacketBeat } from "#lab/playback/beat.ts";
import type { Playback } from "#lab/playback/playback-state.ts";
import { near } from "#lab/playback/scene.ts";
import { epochNow, flightOf } from "./flight.ts";
import type { StageLayout } from "./layout.ts";
import type { OpenPainter } from "./open-painter.ts";
import { PALETTE_TOKENS, type Palette } from "./pills.ts";

/**
 * The painter is told of packets so many real milliseconds before they start: it starts them on
 * time, however late the page comes to speak of them.
 */
const AHEAD = 500;

/** Keeps a painter in line with a playback. */
export interface PacketLayer {
  /** After the playback changed. */
  update(): void;
  /** After the canvas or the page's colours changed. */
  fit(): void;
}

/** The page's colours, as they are now. */
function readPalette(element: Element): Palette {
  const style = getComputedStyle(element);
  const values = PALETTE_TOKENS.map((token) => [
    token,
    style.getPropertyValue(`--${token}`).trim(),
  ]);
  return Object.fromEntries(values) as Palette;
}

/**
 * With `stepping` (reduced motion) a packet stands in the middle of its way instead of moving;
 * `wrong` is the frame of one that is painted as wrong.
 */
export function createPacketLayer(
  canvas: HTMLCanvasElement,
  painter: OpenPainter,
  layout: StageLayout,
  playback: Pick<Playback, "state" | "position" | "beats">,
  stepping: () => boolean,
  wrong?: number,
): PacketLayer {
  return {
    update() {
      const { rate } = playback.state();
      const position = playback.position();
      const horizon = position + AHEAD * rate;
      const flights = near(playback.beats(), position)
        .filter((beat): beat is PacketBeat => beat.kind === "packet")
        .filter(({ start, end }) => end > position && start <= horizon)
        .map((beat) => flightOf(beat, wrong));
      const clock = { position, rate, at: epochNow(), still: stepping() };
      painter.tell({ kind: "flights", clock, flights });
    },
    fit() {
      const { clientWidth, clientHeight } = canvas;
      const pixels = window.devicePixelRatio;
      painter.tell({
        kind: "stage",
        stage: {
          width: Math.round(clientWidth * pixels),
          height: Math.round(clientHeight * pixels),
          scale: (clientWidth * pixels) / layout.width,
          edges: layout.edges,
          palette: readPalette(canvas),
        },
      });
    },
  };
}
