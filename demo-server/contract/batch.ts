import * as v from "valibot";
import {
  emitHop,
  type Cause,
  type EmitHop,
  type MessageRef,
  type ServerHop,
} from "./hop.ts";

/**
 * Hops as they travel: each word once, the rest as numbers in a row. A watched lab answers
 * tens of thousands of messages a second, and writing each hop as an object would halve that.
 * Ids count up by one from `first`; `at` is the first hop's time, the others' are relative.
 * The numbers are 32-bit integers, little-endian, or a plain array where speed is no matter.
 */
export const hopBatch = v.object({
  first: v.number(),
  count: v.number(),
  at: v.number(),
  words: v.array(v.string()),
  rows: v.union([
    v.array(v.number()),
    v.instance(Uint8Array),
    v.instance(ArrayBuffer),
  ]),
});
export type HopBatch = v.InferOutput<typeof hopBatch>;

/** Codes of a hop's kind and of how it was sent: their places in these lists. */
export const KINDS = [
  "handler",
  "emit",
  "join",
  "leave",
  "done",
] as const satisfies readonly ServerHop["kind"][];
export const HOWS: readonly EmitHop["how"][] = emitHop.entries.how.options;
/** Parts of a millisecond that times are kept to. */
export const PARTS = 100;
/** Stands for what a hop does not have. */
export const NONE = -1;

/** Unpacks a batch; throws a `RangeError` when it is not what `encodeHops` made. */
export function decodeHops({
  first,
  count,
  at,
  words,
  rows: packed,
}: HopBatch): ServerHop[] {
  const rows = numbersOf(packed);
  let next = 0;
  const number = (): number => {
    const value = rows[next++];
    if (value === undefined)
      throw new RangeError("The batch of hops ends too early.");
    return value;
  };
  const word = (): string => {
    const text = words[number()];
    if (text === undefined)
      throw new RangeError("The batch of hops lacks a word.");
    return text;
  };
  const optional = <T>(read: () => T): T | undefined => {
    if (rows[next] !== NONE) return read();
    next++;
    return undefined;
  };
  const list = <T>(read: () => T): T[] => {
    const items: T[] = [];
    for (let left = number(); left > 0; left--) items.push(read());
    return items;
  };
  const message = (): MessageRef => [word(), number()];
  const readCause = (): Cause | undefined => {
    const by = number();
    if (by === 1) return { by: "hop", hop: number() };
    return by === 2 ? { by: "message", message: message() } : undefined;
  };
  const readHop = (id: number): ServerHop => {
    const kind = KINDS[number()] ?? "handler";
    const time = Math.round(at * PARTS + number()) / PARTS;
    const base: Pick<
      ServerHop,
      "id" | "at" | "namespace" | "line" | "inferred" | "cause"
    > = {
      id,
      at: time,
      namespace: word(),
    };
    const line = optional(number);
    if (line !== undefined) base.line = line;
    if (number() === 1) base.inferred = true;
    const cause = readCause();
    if (cause) base.cause = cause;
    if (kind === "handler" || kind === "done")
      return { ...base, kind, event: word(), engine: word() };
    if (kind !== "emit") return { ...base, kind, room: word(), engine: word() };
    const how = HOWS[number()] ?? "socket";
    const event = optional(word);
    const to = { rooms: list(word), except: list(word), to: list(message) };
    return event === undefined
      ? { ...base, kind, how, ...to }
      : { ...base, kind, how, event, ...to };
  };
  return Array.from({ length: count }, (_, place) => readHop(first + place));
}

function numbersOf(rows: HopBatch["rows"]): ArrayLike<number> {
  if (Array.isArray(rows)) return rows;
  // Of a view this makes a copy: a view may begin where no 32-bit number can.
  const bytes = new Uint8Array(rows);
  if (bytes.length % 4 !== 0) throw new RangeError("The batch of hops is cut.");
  return new Int32Array(bytes.buffer);
}
