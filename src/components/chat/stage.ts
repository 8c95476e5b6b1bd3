import type { Person, Station } from "#lab/chat/chat-beat.ts";
import { screenOf } from "#lab/chat/chat-beat.ts";

/** A box in the diagram, by its middle. */
export interface StationBox {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The stage's size, in units of its own. */
export const STAGE = { width: 560, height: 344 } as const;

/** Screens that find place; whoever is more is counted. */
export const MOST_SCREENS = 5;

const FIXED: Readonly<
  Record<Exclude<Station, `screen ${string}`>, StationBox>
> = {
  button: { x: 44, y: 66, width: 72, height: 38 },
  client: { x: 166, y: 66, width: 100, height: 52 },
  server: { x: 336, y: 66, width: 92, height: 84 },
  database: { x: 509, y: 66, width: 92, height: 64 },
  room: { x: 336, y: 186, width: 196, height: 44 },
};

const SCREEN = { y: 296, width: 96, height: 56, gap: 12 };

/** Where everything stands when these people are in the room. */
export function layOut(
  people: readonly Person[],
): ReadonlyMap<Station, StationBox> {
  const boxes = new Map<Station, StationBox>(
    Object.entries(FIXED) as [Station, StationBox][],
  );
  const shown = people.slice(0, MOST_SCREENS);
  const step = SCREEN.width + SCREEN.gap;
  // Below the room, as far as there is place.
  const half = ((shown.length - 1) * step + SCREEN.width) / 2;
  const middle = Math.min(
    Math.max(FIXED.room.x, half + 4),
    STAGE.width - half - 4,
  );
  shown.forEach(({ id }, place) => {
    const x = middle + (place - (shown.length - 1) / 2) * step;
    boxes.set(screenOf(id), { ...SCREEN, x });
  });
  return boxes;
}

/** The lines between the places, each from one to another. */
export const linesOf = (
  people: readonly Person[],
): readonly (readonly [Station, Station])[] => [
  ["button", "client"],
  ["client", "server"],
  ["server", "database"],
  ["server", "room"],
  ...people
    .slice(0, MOST_SCREENS)
    .map(({ id }) => ["room", screenOf(id)] as const),
];
