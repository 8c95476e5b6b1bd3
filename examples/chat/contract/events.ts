import type { auth, EventName, payloads, WrittenFor } from "./payloads.ts";

/** Someone, by an id of their own, whatever they are called and however many tabs they have. */
export interface Person {
  id: string;
  name: string;
}

/** A message, as stored and as sent to everyone in its room. */
export interface Message {
  /** Made by the client that sent it, so that a second attempt is known for one. */
  id: string;
  room: string;
  /** Its place in the room's order. */
  seq: number;
  /** The place at which it last changed: its own, until it is removed. */
  changed: number;
  user: string;
  /** What the author was called then. */
  name: string;
  /** Empty once removed. */
  text: string;
  /** Milliseconds since 1970, by the server's clock. */
  at: number;
  removed: boolean;
}

/** A room, as one user sees it. */
export interface Room {
  name: string;
  /** The user who was there first and may remove messages. */
  founder: string;
  joined: boolean;
  /** Others' messages since this user last read, counted up to a hundred. */
  unread: number;
  /** Read up to this place. */
  read: number;
  /** The newest place in the room's order. */
  seq: number;
}

/** What each request is answered with when it is granted. */
export interface Answers {
  rooms: { rooms: Room[] };
  join: {
    room: Room;
    /** In order. All that changed since `after`, or where that is too much, the newest page. */
    messages: Message[];
    /** These are the newest page: what the client had before may have a gap after it. */
    fresh: boolean;
    present: Person[];
  };
  leave: object;
  send: { message: Message };
  history: { messages: Message[]; more: boolean };
  read: object;
  typing: object;
  remove: object;
  rename: object;
}

/** Every acknowledgement: granted, or refused with a sentence. */
export type Answer<Granted = object> =
  ({ ok: true } & Granted) | { ok: false; error: string; wait?: number };

export type Auth = WrittenFor<typeof auth>;
export type Payload<Name extends EventName> = WrittenFor<
  (typeof payloads)[Name]
>;

/** From client to server; each is acknowledged. */
export type ClientEvents = {
  [Name in EventName]: (
    payload: Payload<Name>,
    answer: (answer: Answer<Answers[Name]>) => void,
  ) => void;
};

/** From server to client. */
export interface ServerEvents {
  /** Someone, you perhaps, said something in a room you are in. */
  message: (message: Message) => void;
  /** A message was taken away. */
  removed: (what: { room: string; id: string; changed: number }) => void;
  /** There is a new room. */
  room: (room: { name: string; founder: string }) => void;
  /** A room that nobody used is no more. */
  ended: (what: { room: string }) => void;
  /** Someone's first tab came into a room, or the last went. */
  presence: (what: { room: string; person: Person; here: boolean }) => void;
  /** Someone is writing; true for four seconds. */
  typing: (what: { room: string; person: Person }) => void;
  /** You read up to here, in another tab. */
  read: (what: { room: string; seq: number }) => void;
  /** You joined or left a room, in another tab. */
  membership: (what: { room: string; joined: boolean }) => void;
}
