import type { Message } from "#chat/contract/events.ts";

/** What a browser keeps of the chat, by the same tables as the file of a server. */
export interface Tables {
  users: { id: string; token: string; name: string };
  rooms: { name: string; founder: string; seq: number };
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
