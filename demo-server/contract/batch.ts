import * as v from "valibot";
import { emitHop, type Cause, type EmitHop, type MessageRef, type ServerHop } from "./hop.ts";

/**
 * Hops as they travel: each word once, the rest as numbers in a row. A watched lab answers
 * tens of thousands of messages a second, and writing each hop as an object would halve that.
 * Ids count up by one from `first`; `at` is the first hop's time, the others' are relative.
 */
export const hopBatch = v.object({
  first: v.number(),
  count: v.number(),
  at: v.number(),
  words: v.array(v.string()),
  rows: v.array(v.number()),
});
export type HopBatch = v.InferOutput<typeof hopBatch>;

const KINDS = ["handler", "emit", "join", "leave"] as const satisfies readonly ServerHop["kind"][];
const HOWS: readonly EmitHop["how"][] = emitHop.entries.how.options;
/** Parts of a millisecond that times are kept to. */
const PARTS = 100;
const NONE = -1;

/** Packs hops one by one, as they happen: a hop that is kept as an object is work for the collector. */
export interface BatchWriter {
  /** Adds a hop; its id must follow the last one's. */
  add(hop: ServerHop): void;
  readonly count: number;
  /** The hops added, at least one, as a batch; the writer must not be used after it. */
  end(): HopBatch;
}

/** Starts an empty batch. */
export function createBatchWriter(): BatchWriter {
  const batch: HopBatch = { first: 0, count: 0, at: 0, words: [], rows: [] };
  const { words, rows } = batch;
  const places = new Map<string, number>();

  function word(text: string): number {
    const known = places.get(text);
    if (known !== undefined) return known;
    places.set(text, words.length);
    return words.push(text) - 1;
  }

  function writeWords(texts: readonly string[]): void {
    rows.push(texts.length);
    for (const text of texts) rows.push(word(text));
  }

  function writeCause(cause: Cause | undefined): void {
    if (!cause) rows.push(0);
    else if (cause.by === "hop") rows.push(1, cause.hop);
    else rows.push(2, word(cause.message[0]), cause.message[1]);
  }

  return {
    get count() {
      return batch.count;
    },
    add(hop) {
      if (batch.count++ === 0) {
        batch.first = hop.id;
        batch.at = hop.at;
      }
      const after = Math.round((hop.at - batch.at) * PARTS);
      rows.push(KINDS.indexOf(hop.kind), after, word(hop.namespace));
      rows.push(hop.line ?? NONE, hop.inferred ? 1 : 0);
      writeCause(hop.cause);
      if (hop.kind === "emit") {
        rows.push(HOWS.indexOf(hop.how), hop.event === undefined ? NONE : word(hop.event));
        writeWords(hop.rooms);
        writeWords(hop.except);
        rows.push(hop.to.length);
        for (const [engine, message] of hop.to) rows.push(word(engine), message);
      } else {
        rows.push(word(hop.kind === "handler" ? hop.event : hop.room), word(hop.engine));
      }
    },
    end: () => batch,
  };
}

/** Packs consecutive hops, at least one. */
export function encodeHops(hops: readonly ServerHop[]): HopBatch {
  const writer = createBatchWriter();
  for (const hop of hops) writer.add(hop);
  return writer.end();
}

/** Unpacks a batch; throws a `RangeError` when it is not what `encodeHops` made. */
export function decodeHops({ first, count, at, words, rows }: HopBatch): ServerHop[] {
  let next = 0;
  const number = (): number => {
    const value = rows[next++];
    if (value === undefined) throw new RangeError("The batch of hops ends too early.");
    return value;
  };
  const word = (): string => {
    const text = words[number()];
    if (text === undefined) throw new RangeError("The batch of hops lacks a word.");
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
    const base: Pick<ServerHop, "id" | "at" | "namespace" | "line" | "inferred" | "cause"> = {
      id,
      at: time,
      namespace: word(),
    };
    const line = optional(number);
    if (line !== undefined) base.line = line;
    if (number() === 1) base.inferred = true;
    const cause = readCause();
    if (cause) base.cause = cause;
    if (kind === "handler") return { ...base, kind, event: word(), engine: word() };
    if (kind !== "emit") return { ...base, kind, room: word(), engine: word() };
    const how = HOWS[number()] ?? "socket";
    const event = optional(word);
    const to = { rooms: list(word), except: list(word), to: list(message) };
    return event === undefined ? { ...base, kind, how, ...to } : { ...base, kind, how, event, ...to };
  };
  return Array.from({ length: count }, (_, place) => readHop(first + place));
}
