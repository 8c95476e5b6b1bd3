import * as field from "./fields.ts";
import type { Field } from "./fields.ts";
import { Refusal } from "./refusal.ts";

/** Who connects: sent in `auth`, with the connection itself. */
export const auth = { user: field.id, token: field.token, name: field.name };

/** Reads who connects; whoever says nothing of it is told what is missing. */
export function readAuth(given: unknown): ReadBy<typeof auth> {
  // Socket.IO gives an empty object where a client sends none.
  if (typeof given !== "object" || Object.keys(given ?? {}).length === 0)
    throw new Refusal("auth");
  return read(auth, given);
}

/** What a client may ask for, each with the fields of its payload. */
export const payloads = {
  /** The list of rooms, with what is unread. */
  rooms: {},
  /** Be in a room; what changed there after a place, or its newest messages. */
  join: { room: field.room, after: field.maybePlace },
  /** Be in a room no longer. */
  leave: { room: field.room },
  /** Say something. Sent twice with one id, it is said once. */
  send: { id: field.id, room: field.room, text: field.text },
  /** A page of messages from before a place. */
  history: { room: field.room, before: field.place },
  /** I have read up to here. */
  read: { room: field.room, seq: field.place },
  /** I am writing something. */
  typing: { room: field.room },
  /** Take a message away: the room's first user may. */
  remove: { room: field.room, id: field.id },
  /** Call me something else. */
  rename: { name: field.name },
};

export type EventName = keyof typeof payloads;

/** A payload that was read. */
export type ReadBy<Fields extends Record<string, Field>> = {
  [Name in keyof Fields]: ReturnType<Fields[Name]>;
};

/** A payload as a client may write it: what may be undefined may be left out. */
export type WrittenFor<Fields extends Record<string, Field>> = {
  [
    Name in keyof Fields as undefined extends ReturnType<Fields[Name]>
      ? never
      : Name
  ]: ReturnType<Fields[Name]>;
} & {
  [
    Name in keyof Fields as undefined extends ReturnType<Fields[Name]>
      ? Name
      : never
  ]?: ReturnType<Fields[Name]>;
};

/** Reads a payload field by field; throws a Refusal that says what is wrong with it. */
export function read<Fields extends Record<string, Field>>(
  fields: Fields,
  payload: unknown,
): ReadBy<Fields> {
  if (payload === null || typeof payload !== "object" || Array.isArray(payload))
    throw new Refusal("payload");
  const given = payload as Record<string, unknown>;
  return Object.fromEntries(
    Object.entries(fields).map(([name, field]) => [name, field(given[name])]),
  ) as ReadBy<Fields>;
}
