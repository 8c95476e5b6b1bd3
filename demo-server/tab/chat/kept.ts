import type { Message } from "#chat/contract/events.ts";
import * as field from "#chat/contract/fields.ts";
import { read } from "#chat/contract/payloads.ts";

/** What a browser keeps of the chat, by the same tables as the file of a server. */
export interface Tables {
  users: { id: string; token: string; name: string };
  rooms: {
    name: string;
    founder: string;
    seq: number;
    /** When somebody was there or wrote last; a browser may have kept rooms without it. */
    used?: number | undefined;
  };
  members: { room: string; user: string; read: number };
  messages: Message;
}
export type TableName = keyof Tables;

/** All rows of all tables, in no order. */
export type Rows = { [Name in TableName]: Tables[Name][] };

/** The tables, by name. */
export const TABLES = ["users", "rooms", "members", "messages"] as const;

/** A row that is new or has changed, by its key; undefined where it is gone. */
export interface Change<Name extends TableName = TableName> {
  table: Name;
  key: string;
  row: Tables[Name] | undefined;
}

/** Nothing kept yet. */
export const noRows = (): Rows => ({
  users: [],
  rooms: [],
  members: [],
  messages: [],
});

const text = (value: unknown): string => {
  if (typeof value !== "string") throw new Error("It is no text.");
  return value;
};
const flag = (value: unknown): boolean => {
  if (typeof value !== "boolean")
    throw new Error("It is neither true nor false.");
  return value;
};

const FIELDS = {
  users: { id: field.id, token: text, name: field.name },
  rooms: {
    name: field.room,
    founder: field.id,
    seq: field.place,
    used: field.maybePlace,
  },
  members: { room: field.room, user: field.id, read: field.place },
  messages: {
    id: field.id,
    room: field.room,
    seq: field.place,
    changed: field.place,
    user: field.id,
    name: field.name,
    // Empty once it was removed.
    text,
    at: field.place,
    removed: flag,
  },
};

/** The rows of a table that are what they should be; others, which something else has left there, stay where they are. */
export function fitting<Name extends TableName>(
  table: Name,
  rows: readonly unknown[],
): Tables[Name][] {
  const fields = FIELDS[table];
  return rows.filter((row): row is Tables[Name] => {
    try {
      read(fields, row);
      return true;
    } catch {
      return false;
    }
  });
}
