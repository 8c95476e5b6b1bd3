import type { ClientName } from "#lab/people.ts";
import {
  epochNow,
  opacityOf,
  placeOf,
  positionAt,
  type Flight,
  type StoryClock,
} from "./flight.ts";
import type { Edge } from "./layout.ts";
import { contextOf, type PaintCanvas } from "./paint-canvas.ts";
import { createPills, type Palette } from "./pills.ts";

/** The stage that packets are painted on. */
export interface Stage {
  /** Pixels of the canvas. */
  readonly width: number;
  readonly height: number;
  /** Pixels of the canvas for each of the layout's units. */
  readonly scale: number;
  readonly edges: ReadonlyMap<ClientName, Edge>;
  readonly palette: Palette;
}

/** What the page tells its painter. */
export type PainterMessage =
  | { readonly kind: "stage"; readonly stage: Stage }
  | {
      readonly kind: "flights";
      readonly clock: StoryClock;
      /** Every packet in the air, or soon to be; in the order they are painted. */
      readonly flights: readonly Flight[];
    };

/** What differs between a worker and a page. */
export interface PaintPlace {
  nextFrame(callback: () => void): void;
  makeCanvas(width: number, height: number): PaintCanvas;
}

/** However narrow the stage, a packet moves. */
const MOST_DOCK = 0.4;
/** The share of an edge that half a pill of this width takes, in the layout's units. */
const dockOn = ({ from, to }: Edge, width: number): number =>
  Math.min(MOST_DOCK, width / 2 / Math.hypot(to.x - from.x, to.y - from.y));

/**
 * Paints packets on `canvas`, frame by frame while some are in the air, and sleeps otherwise.
 * It knows the story's clock, so nobody has to tell it where a packet is.
 */
export function createPainter(
  canvas: PaintCanvas,
  place: PaintPlace,
): (message: PainterMessage) => void {
  const context = contextOf(canvas);
  let stage: Stage | undefined;
  let pills: ReturnType<typeof createPills> | undefined;
  let flights: readonly Flight[] = [];
  let clock: StoryClock = { position: 0, rate: 0, at: 0, still: false };
  let waiting = false;

  function paint(): void {
    waiting = false;
    // A stage that is not shown has no size; a packet of no size cannot be painted.
    if (!context || !stage?.scale || !pills) return;
    const position = positionAt(clock, epochNow());
    context.clearRect(0, 0, stage.width, stage.height);
    for (const flight of flights) {
      const edge = stage.edges.get(flight.client);
      if (!edge) continue;
      const pill = pills(flight);
      const dock = dockOn(edge, pill.width / stage.scale);
      const at = placeOf(flight, edge, position, clock.still, dock);
      if (!at) continue;
      // On whole pixels: words between pixels are blurred.
      const x = Math.round(at.x * stage.scale - pill.width / 2);
      const y = Math.round(at.y * stage.scale - pill.height / 2);
      context.globalAlpha = opacityOf(flight, position);
      context.drawImage(pill, x, y);
    }
    if (clock.rate > 0 && flights.some(({ end }) => end > position)) wait();
  }

  function wait(): void {
    if (waiting) return;
    waiting = true;
    place.nextFrame(paint);
  }

  return (message) => {
    if (message.kind === "stage") {
      ({ stage } = message);
      canvas.width = stage.width;
      canvas.height = stage.height;
      pills = createPills(stage.scale, stage.palette, place.makeCanvas);
    } else {
      ({ flights, clock } = message);
    }
    wait();
  };
}
