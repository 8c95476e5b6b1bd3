import type { Message, Person, Room } from "../contract/events.ts";

/** A message as it comes from its author: without a place in the room's order yet. */
export type NewMessage = Pick<
  Message,
  "id" | "room" | "user" | "name" | "text" | "at"
>;

/**
 * What the chat remembers. Every call is done when it returns: so a message is stored before it is
 * told to anyone, and messages are told in the order in which they were stored.
 */
export interface Store {
  /** Takes a person in, or knows them by their token; false where the token is another's. */
  admit(person: Person, tokenHash: string): boolean;
  /** Whether someone of this id was here before. */
  knows(user: string): boolean;
  rename(user: string, name: string): void;
  /** All rooms, by name, as this user sees them. */
  rooms(user: string): Room[];
  room(name: string, user: string): Room | undefined;
  isMember(room: string, user: string): boolean;
  /** Makes a user a member; the first one founds the room. Refused where there are too many. */
  join(room: string, user: string): "founded" | "joined" | "was there";
  /** A room that nobody is in and nobody wrote in ends. */
  leave(room: string, user: string): void;
  /** Gives a message its place. One that is there already is only looked up. */
  add(message: NewMessage): { message: Message; isNew: boolean };
  /** Takes a message's text away; says where in the order that happened. */
  remove(
    room: string,
    id: string,
    user: string,
  ): { changed: number; isNew: boolean };
  /** What changed after a place, in order; undefined where that is more than `most`. */
  changes(room: string, after: number, most: number): Message[] | undefined;
  /** The last messages before a place, in order. */
  page(room: string, before: number, most: number): Message[];
  markRead(room: string, user: string, seq: number): void;
  /**
   * Notes that rooms are in use at a time, in milliseconds since 1970, and ends those that have not
   * been for long: soon where nobody wrote in them. Gives the names of the rooms that ended.
   */
  endUnused(inUse: readonly string[], now: number): string[];
  close(): void;
}

/** What other servers have written. */
export interface News {
  rooms: { name: string; founder: string }[];
  /** Names of rooms that are no more. */
  ended: string[];
  /** In the order of their room; of one that was removed, that it was. */
  messages: Message[];
}

/** A store that several servers share. */
export interface SharedStore extends Store {
  /** What the others wrote since this was last asked. */
  elsewhere(): News;
}
