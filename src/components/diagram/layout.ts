import type { ClientName } from "#lab/people.ts";

export interface Point {
  readonly x: number;
  readonly y: number;
}
export interface Box extends Point {
  readonly width: number;
  readonly height: number;
}

/** A line between a client and the server: a cubic curve from the client's side to the server's. */
export interface Edge {
  readonly from: Point;
  readonly bend1: Point;
  readonly bend2: Point;
  readonly to: Point;
}

export interface StageLayout {
  readonly width: number;
  readonly height: number;
  readonly server: Box;
  /** Centre boxes: x and y are the middle. */
  readonly clients: ReadonlyMap<ClientName, Box>;
  readonly edges: ReadonlyMap<ClientName, Edge>;
}

export interface StageSize {
  readonly width: number;
  readonly height: number;
}
/** Sizes in stage units, which are pixels where there is room; diagram.css keeps their space. */
export const WIDE: StageSize = { width: 720, height: 270 };
export const NARROW: StageSize = { width: 420, height: 240 };
const LOW: StageSize = { width: 720, height: 210 };
const NARROW_LOW: StageSize = { width: 420, height: 160 };

/** The size for a phone (`narrow`) and for a stage of one row (`low`). */
export function stageSize(narrow: boolean, low: boolean): StageSize {
  if (low) return narrow ? NARROW_LOW : LOW;
  return narrow ? NARROW : WIDE;
}

const CLIENT = { width: 96, height: 58 };
const NARROW_CLIENT = { width: 76, height: 48 };
/** Space between a client's box and the stage's edge. */
const MARGIN = 36;

/** Where a box's side meets the edge. */
const side = (box: Box, right: boolean): Point => ({
  x: box.x + (right ? box.width / 2 : -box.width / 2),
  y: box.y,
});

/**
 * Places the first client left of the server and the others right of it, one below the other:
 * a message is read from left to right, and a broadcast fans out.
 */
export function layoutStage(
  names: readonly ClientName[],
  { width, height }: StageSize = WIDE,
): StageLayout {
  const middle = height / 2;
  const narrow = width < WIDE.width;
  const client = narrow ? NARROW_CLIENT : CLIENT;
  const margin = narrow ? 8 : MARGIN;
  const size = Math.min(92, height * 0.45);
  const server: Box = { x: width / 2, y: middle, width: size, height: size };
  const clients = new Map<ClientName, Box>();
  const edges = new Map<ClientName, Edge>();
  const [first, ...rest] = names;
  const place = (
    name: ClientName,
    x: number,
    y: number,
    rank: number,
  ): void => {
    const box: Box = { x, y, ...client };
    const left = x < server.x;
    const from = side(box, left);
    const spread =
      rest.length > 1 && !left ? (rank / (rest.length - 1) - 0.5) * 28 : 0;
    const at = side(server, !left);
    const to = { x: at.x, y: at.y + spread };
    const half = (to.x - from.x) / 2;
    clients.set(name, box);
    edges.set(name, {
      from,
      bend1: { x: from.x + half, y: from.y },
      bend2: { x: to.x - half, y: to.y },
      to,
    });
  };
  if (first) place(first, margin + client.width / 2, middle, 0);
  rest.forEach((name, i) => {
    const span = height - client.height - 50;
    const y =
      rest.length === 1
        ? middle
        : middle - span / 2 + (span * i) / (rest.length - 1);
    place(name, width - margin - client.width / 2, y, i);
  });
  return { width, height, server, clients, edges };
}

/** The SVG path of an edge. */
export const edgePath = ({ from, bend1, bend2, to }: Edge): string =>
  `M${from.x} ${from.y} C${bend1.x} ${bend1.y} ${bend2.x} ${bend2.y} ${to.x} ${to.y}`;

/** The point a share `t` (0 to 1) along an edge, from its client to the server. */
export function pointOn({ from, bend1, bend2, to }: Edge, t: number): Point {
  const u = 1 - t;
  const mix = (a: number, b: number, c: number, d: number): number =>
    u * u * u * a + 3 * u * u * t * b + 3 * u * t * t * c + t * t * t * d;
  return {
    x: mix(from.x, bend1.x, bend2.x, to.x),
    y: mix(from.y, bend1.y, bend2.y, to.y),
  };
}
