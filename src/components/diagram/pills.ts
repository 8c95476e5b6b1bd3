import type { Flight } from "./flight.ts";
import {
  contextOf,
  type PaintCanvas,
  type PaintContext,
} from "./paint-canvas.ts";

/** Colours and font of the page, by the names of their design tokens. */
export type Palette = Readonly<
  Record<
    | "paper"
    | "edge"
    | "muted"
    | "bad"
    | "server"
    | "alice"
    | "bob"
    | "carol"
    | "mono",
    string
  >
>;
export const PALETTE_TOKENS = [
  "paper",
  "edge",
  "muted",
  "bad",
  "server",
  "alice",
  "bob",
  "carol",
  "mono",
] as const satisfies readonly (keyof Palette)[];

/** In the layout's units. */
const HEIGHT = 26;
const STROKE = 1.5;
const STRIKE = 2.5;
const NARROWEST = 34;
/** Left and right of the words together. */
const PADDING = 20;
const FONT_SIZE = 12;
/** Below the middle, where words look centred. */
const BASELINE = 4;
/** Pictures kept; a lesson has a handful, a flood may have a count on each. */
const MOST = 200;

interface Colours {
  readonly fill: string;
  readonly stroke: string;
  readonly text: string;
}

/** An event is filled with the colour of who caused it; the others are outlined. */
function coloursOf({ tone, by, wrong }: Flight, palette: Palette): Colours {
  const { paper, edge, muted, bad, server } = palette;
  if (wrong) return { fill: paper, stroke: bad, text: bad };
  const person = by ? palette[PERSON[by]] : server;
  if (tone === "event") return { fill: person, stroke: person, text: paper };
  if (tone === "ack") return { fill: paper, stroke: person, text: person };
  if (tone === "refused") return { fill: paper, stroke: bad, text: bad };
  return { fill: paper, stroke: edge, text: muted };
}
/** Crosses a lost packet out. */
function strike(context: PaintContext, width: number, colour: string): void {
  context.setLineDash([]);
  context.beginPath();
  context.moveTo(-width / 2, 0);
  context.lineTo(width / 2, 0);
  context.lineWidth = STRIKE;
  context.strokeStyle = colour;
  context.stroke();
}
const PERSON = { Alice: "alice", Bob: "bob", Carol: "carol" } as const;

/** Gives the picture of a packet: a pill with the event's name. Each is drawn once and kept. */
export function createPills(
  scale: number,
  palette: Palette,
  makeCanvas: (width: number, height: number) => PaintCanvas,
): (flight: Flight) => PaintCanvas {
  const kept = new Map<string, PaintCanvas>();

  function draw(flight: Flight): PaintCanvas {
    const weight = flight.tone === "protocol" ? 400 : 600;
    const font = `${weight} ${FONT_SIZE}px ${palette.mono}`;
    const ruler = contextOf(makeCanvas(1, 1));
    if (ruler) ruler.font = font;
    const words = ruler?.measureText(flight.caption).width ?? 0;
    const width = Math.max(NARROWEST, words + PADDING);
    const pill = makeCanvas(
      Math.ceil((width + STROKE) * scale),
      Math.ceil((HEIGHT + STROKE) * scale),
    );
    const context = contextOf(pill);
    if (!context) return pill;
    const { fill, stroke, text } = coloursOf(flight, palette);
    context.scale(scale, scale);
    context.translate((width + STROKE) / 2, (HEIGHT + STROKE) / 2);
    context.beginPath();
    context.roundRect(-width / 2, -HEIGHT / 2, width, HEIGHT, HEIGHT / 2);
    context.fillStyle = fill;
    context.fill();
    context.lineWidth = flight.wrong ? STRIKE : STROKE;
    context.strokeStyle = stroke;
    if (flight.tone === "ack") context.setLineDash([4, 3]);
    context.stroke();
    context.font = font;
    context.textAlign = "center";
    context.fillStyle = text;
    context.fillText(flight.caption, 0, BASELINE);
    if (flight.lost) strike(context, width, palette.bad);
    return pill;
  }

  return (flight) => {
    const name = `${flight.tone} ${flight.by} ${flight.lost} ${flight.wrong} ${flight.caption}`;
    const known = kept.get(name);
    if (known) return known;
    if (kept.size >= MOST) kept.clear();
    const pill = draw(flight);
    kept.set(name, pill);
    return pill;
  };
}
