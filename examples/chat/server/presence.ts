import type { Person } from "../contract/events.ts";

interface Present {
  person: Person;
  sockets: Set<string>;
}

/** Who is in which room now. However many sockets a person has there, it is one person. */
export function createPresence() {
  const rooms = new Map<string, Map<string, Present>>();

  return {
    /** A socket comes into a room; true where it is its person's first there. */
    enter(room: string, person: Person, socket: string): boolean {
      const people = rooms.get(room) ?? new Map<string, Present>();
      rooms.set(room, people);
      const present = people.get(person.id);
      present?.sockets.add(socket);
      if (present) return false;
      people.set(person.id, { person, sockets: new Set([socket]) });
      return true;
    },

    /** A socket goes; true where it was its person's last there. */
    exit(room: string, user: string, socket: string): boolean {
      const people = rooms.get(room);
      const present = people?.get(user);
      if (!people || !present?.sockets.delete(socket)) return false;
      if (present.sockets.size > 0) return false;
      people.delete(user);
      if (people.size === 0) rooms.delete(room);
      return true;
    },

    /** The rooms that a socket is in. */
    roomsOf: (user: string, socket: string): string[] =>
      [...rooms]
        .filter(([, people]) => people.get(user)?.sockets.has(socket))
        .map(([room]) => room),

    /** The rooms in which a person is, in any tab. */
    roomsWith: (user: string): string[] =>
      [...rooms].filter(([, people]) => people.has(user)).map(([room]) => room),

    of: (room: string): Person[] =>
      [...(rooms.get(room)?.values() ?? [])].map(({ person }) => person),
  };
}
