import { HOWS, KINDS, NONE, PARTS, type HopBatch } from "./batch.ts";
import type { Cause, ServerHop } from "./hop.ts";

/** Packs hops one by one, as they happen: kept as objects they would keep the collector busy. */
export interface BatchWriter {
  /** Adds a hop; its id must follow the last one's. */
  add(hop: ServerHop): void;
  /** Hops added since the last `take`. */
  readonly count: number;
  /** What they take, nearly: a byte for each letter, and their numbers. */
  readonly bytes: number;
  /** Those hops, at least one, as a batch. */
  take(): HopBatch;
}

/** The most numbers that a hop takes without its lists. */
const WIDTH = 16;

/** Starts with an empty batch. */
export function createBatchWriter(): BatchWriter {
  let rows = new Int32Array(16 * WIDTH);
  let used = 0;
  let first = 0;
  let count = 0;
  let start = 0;
  let words: string[] = [];
  let letters = 0;
  const places = new Map<string, number>();

  function reserve(numbers: number): void {
    if (used + numbers <= rows.length) return;
    const larger = new Int32Array(2 * (used + numbers));
    larger.set(rows);
    rows = larger;
  }

  function write(number: number): void {
    rows[used++] = number;
  }

  function writeWord(text: string): void {
    let place = places.get(text);
    if (place === undefined) {
      place = words.push(text) - 1;
      places.set(text, place);
      letters += text.length;
    }
    rows[used++] = place;
  }

  function writeWords(texts: readonly string[]): void {
    write(texts.length);
    for (const text of texts) writeWord(text);
  }

  function writeCause(cause: Cause | undefined): void {
    if (!cause) {
      write(0);
    } else if (cause.by === "hop") {
      write(1);
      write(cause.hop);
    } else {
      write(2);
      writeWord(cause.message[0]);
      write(cause.message[1]);
    }
  }

  return {
    get count() {
      return count;
    },
    get bytes() {
      return letters + used * rows.BYTES_PER_ELEMENT;
    },
    add(hop) {
      if (count++ === 0) {
        first = hop.id;
        start = hop.at;
      }
      const sent = hop.kind === "emit" ? hop : undefined;
      reserve(
        sent
          ? WIDTH + sent.rooms.length + sent.except.length + 2 * sent.to.length
          : WIDTH,
      );
      write(KINDS.indexOf(hop.kind));
      write(Math.round((hop.at - start) * PARTS));
      writeWord(hop.namespace);
      write(hop.line ?? NONE);
      write(hop.inferred ? 1 : 0);
      writeCause(hop.cause);
      if (hop.kind === "emit") {
        write(HOWS.indexOf(hop.how));
        if (hop.event === undefined) write(NONE);
        else writeWord(hop.event);
        writeWords(hop.rooms);
        writeWords(hop.except);
        write(hop.to.length);
        for (const [engine, message] of hop.to) {
          writeWord(engine);
          write(message);
        }
      } else {
        writeWord("room" in hop ? hop.room : hop.event);
        writeWord(hop.engine);
      }
    },
    take() {
      const bytes = new Uint8Array(rows.slice(0, used).buffer);
      const batch = { first, count, at: start, words, rows: bytes };
      used = 0;
      count = 0;
      letters = 0;
      words = [];
      places.clear();
      return batch;
    },
  };
}

/** Packs consecutive hops, at least one. */
export function encodeHops(hops: readonly ServerHop[]): HopBatch {
  const writer = createBatchWriter();
  for (const hop of hops) writer.add(hop);
  return writer.take();
}
