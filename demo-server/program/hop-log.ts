import { createBatchWriter, encodeHops } from "#contract/batch-writer.ts";
import { decodeHops, type HopBatch } from "#contract/batch.ts";
import limits from "#contract/limits.json" with { type: "json" };
import type { ServerHop } from "#contract/hop.ts";

/** The latest hops of one run, sent in batches. */
export interface HopLog {
  add(hop: ServerHop): void;
  /** Sends now what waits to be sent. */
  flush(): void;
  /** What is kept of the hops whose id is greater, oldest first; those not flushed are not in it. */
  since(id: number): HopBatch[];
  /** Id of the latest hop; 0 before the first. */
  readonly last: number;
}

/**
 * `keptHops` are kept, at least, for a stream that opens a little later or again, unless they take
 * more than `keptBytes`: clients choose the names in them.
 */
const { keptHops: mostKept, keptBytes: mostBytes } = limits.news;
const { maxHopsPerBatch, batchMs } = limits.news;

/** `send` gets each batch while `listening`; while nobody listens, batches only wait in the log. */
export function createHopLog(deps: {
  listening: () => boolean;
  send: (batch: HopBatch) => void;
}): HopLog {
  const kept: { batch: HopBatch; bytes: number }[] = [];
  let keptHops = 0;
  let keptBytes = 0;
  const writer = createBatchWriter();
  let last = 0;
  let timer: NodeJS.Timeout | undefined;

  function flush(): void {
    clearTimeout(timer);
    timer = undefined;
    if (writer.count === 0) return;
    const { bytes } = writer;
    const batch = writer.take();
    keep(batch, bytes);
    if (deps.listening()) deps.send(batch);
  }

  function keep(batch: HopBatch, bytes: number): void {
    kept.push({ batch, bytes });
    keptHops += batch.count;
    keptBytes += bytes;
    for (
      let [oldest] = kept;
      oldest &&
      (keptHops - oldest.batch.count >= mostKept ||
        (keptBytes > mostBytes && kept.length > 1));
      [oldest] = kept
    ) {
      kept.shift();
      keptHops -= oldest.batch.count;
      keptBytes -= oldest.bytes;
    }
  }

  return {
    add(hop) {
      writer.add(hop);
      last = hop.id;
      if (writer.count >= maxHopsPerBatch || writer.bytes > mostBytes) flush();
      else if (!timer && deps.listening()) timer = setTimeout(flush, batchMs);
    },
    flush,
    since(id) {
      return kept.flatMap(({ batch }) => {
        if (batch.first > id) return [batch];
        const missed = decodeHops(batch).filter((hop) => hop.id > id);
        return missed.length > 0 ? [encodeHops(missed)] : [];
      });
    },
    get last() {
      return last;
    },
  };
}
