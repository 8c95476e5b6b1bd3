import limits from "./limits.json" with { type: "json" };
import { Refusal } from "./refusal.ts";

/** What makes a field of a payload of whatever came; it throws a Refusal. */
export type Field = (value: unknown) => unknown;

const CONTROLS = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f]/g;

/** Text is kept as it was written, without what no screen can show. */
const tidy = (text: string) =>
  text.toWellFormed().replace(/\r\n?/g, "\n").replace(CONTROLS, "").trim();

/** Characters as people count them, nearly: code points, not UTF-16 units. */
const lengthOf = (text: string) => Array.from(text).length;

function string(
  value: unknown,
  most: number,
  why: "name" | "room" | "text",
  change = tidy,
) {
  if (typeof value !== "string") throw new Refusal(why);
  const text = change(value);
  if (text === "" || lengthOf(text) > most) throw new Refusal(why);
  return text;
}

const onOneLine = (text: string) => tidy(text).replace(/\s+/g, " ");

function key(value: unknown, form: RegExp, why: "id" | "token") {
  if (typeof value !== "string" || !form.test(value)) throw new Refusal(why);
  return value;
}

/** An id that a client made: of itself, or of a message. */
export const id = (value: unknown) => key(value, /^[\w-]{8,64}$/, "id");

/** The secret that proves a user id. */
export const token = (value: unknown) => key(value, /^[\w-]{16,64}$/, "token");

/** What a person is called. */
export const name = (value: unknown) =>
  string(value, limits.name, "name", onOneLine);

/** A room, by its name. */
export const room = (value: unknown) =>
  string(value, limits.room, "room", onOneLine);

/** What a message says. */
export const text = (value: unknown) => string(value, limits.text, "text");

/** A place in a room's order. */
export function place(value: unknown): number {
  if (!Number.isSafeInteger(value) || (value as number) < 0)
    throw new Refusal("place");
  return value as number;
}

/** A place that may be left out. */
export const maybePlace = (value: unknown) =>
  value === undefined || value === null ? undefined : place(value);
