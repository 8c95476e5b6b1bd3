import type { DatabaseSync } from "node:sqlite";
import type { Message } from "../contract/events.ts";
import type { News } from "./store.ts";

/**
 * Finds what other servers have written into a database since it was last asked.
 * SQLite counts in `data_version` what other connections commit, and not what this one does.
 */
export function createWrittenElsewhere(
  database: DatabaseSync,
  /** The messages that a room was given after a place, or the newest where those are too many. */
  after: (room: string, place: number) => Message[],
) {
  const ask = {
    version: database.prepare("PRAGMA data_version"),
    rooms: database.prepare("SELECT name, founder, seq FROM rooms"),
  };
  const version = () => ask.version.get()?.["data_version"];
  const allRooms = () =>
    ask.rooms.all() as { name: string; founder: string; seq: number }[];
  const placesOf = (rooms: ReturnType<typeof allRooms>) =>
    new Map(rooms.map(({ name, seq }) => [name, seq]));

  let known = version();
  /** The place up to which each room is known here. */
  let reached = placesOf(allRooms());
  /** What was written here after something that is not known yet. */
  const own = new Map<string, Set<number>>();

  return {
    /** Notes that this server gave a place in a room; 0 is that it founded the room. */
    wroteHere(room: string, place: number) {
      if (place === (reached.get(room) ?? -1) + 1) reached.set(room, place);
      else own.set(room, (own.get(room) ?? new Set()).add(place));
    },

    /** Notes that this server ended a room. */
    endedHere(room: string) {
      reached.delete(room);
      own.delete(room);
    },

    look(): News {
      const before = known;
      known = version();
      if (known === before) return { rooms: [], ended: [], messages: [] };
      const rooms = allRooms();
      const names = new Set(rooms.map(({ name }) => name));
      const news = {
        rooms: rooms
          .filter(({ name }) => !reached.has(name))
          .map(({ name, founder }) => ({ name, founder })),
        ended: [...reached.keys()].filter((name) => !names.has(name)),
        messages: rooms.flatMap(({ name, seq }) => {
          const last = reached.get(name) ?? 0;
          // One that ended and was made again begins anew.
          const place = last > seq ? 0 : last;
          if (seq === place) return [];
          const here = own.get(name);
          return after(name, place).filter(
            ({ changed }) => !here?.has(changed),
          );
        }),
      };
      reached = placesOf(rooms);
      own.clear();
      return news;
    },
  };
}
