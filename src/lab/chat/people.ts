import type { Person } from "./chat-beat.ts";

/** Who is in which room, as far as the clients of this page were told. */
export interface People {
  know(person: Person): void;
  set(room: string, person: Person, here: boolean): void;
  /** All that are in a room. */
  all(room: string, present: readonly Person[]): void;
  /** Those of a room who are on devices of their own. */
  others(room: string): Person[];
  /** Everyone of a room, those of this page first. */
  inRoom(room: string): Person[];
  nameOf(user: string): string;
}

/** Knows nobody yet but the users of this page's clients. */
export function createPeople(
  own: readonly string[],
  ownName: (user: string) => string,
): People {
  const rooms = new Map<string, Set<string>>();
  const names = new Map<string, string>();
  const membersOf = (room: string): Set<string> => {
    const found = rooms.get(room) ?? new Set<string>();
    rooms.set(room, found);
    return found;
  };
  const know = ({ id, name }: Person): void => void names.set(id, name);
  const nameOf = (user: string): string =>
    own.includes(user) ? ownName(user) : (names.get(user) ?? user);
  const named = (ids: string[]): Person[] =>
    ids.map((id) => ({ id, name: nameOf(id) }));
  const others = (room: string): string[] =>
    [...membersOf(room)].filter((id) => !own.includes(id));

  return {
    know,
    nameOf,
    set(room, person, here) {
      know(person);
      if (here) membersOf(room).add(person.id);
      else membersOf(room).delete(person.id);
    },
    all(room, present) {
      present.forEach(know);
      rooms.set(room, new Set(present.map(({ id }) => id)));
    },
    others: (room) => named(others(room)),
    inRoom: (room) =>
      named([...own.filter((id) => membersOf(room).has(id)), ...others(room)]),
  };
}
