import { expect, it } from "vitest";
import { decodeHops, type HopBatch } from "#contract/batch.ts";
import type { RoomHop } from "#contract/hop.ts";
import { createHopLog, type HopLog } from "./hop-log.ts";

const joined = (id: number, room: string): RoomHop => ({
  id,
  at: id,
  namespace: "/",
  kind: "join",
  room,
  engine: "a",
});

/** Rooms whose names a client made as long as it may. */
function addLongNames(log: HopLog, count: number): void {
  for (let id = 1; id <= count; id += 1)
    log.add(joined(id, `${id} ${"x".repeat(400_000)}`));
}

const idsOf = (batches: readonly HopBatch[]): number[] =>
  batches.flatMap((batch) => decodeHops(batch).map(({ id }) => id));

it("keeps the latest 500 hops", () => {
  const log = createHopLog({ listening: () => false, send: () => undefined });
  for (let id = 1; id <= 1_600; id += 1) log.add(joined(id, "red"));
  log.flush();
  expect(idsOf(log.since(0))).toEqual(
    Array.from({ length: 600 }, (_, n) => n + 1_001),
  );
});

it("keeps few of those that are large, however few there are", () => {
  const log = createHopLog({ listening: () => false, send: () => undefined });
  addLongNames(log, 20);
  log.flush();
  expect(idsOf(log.since(0))).toEqual([19, 20]);
});

it("does not let large ones wait for more", () => {
  const sent: HopBatch[] = [];
  const send = (batch: HopBatch): void => void sent.push(batch);
  const log = createHopLog({ listening: () => true, send });
  addLongNames(log, 7);
  expect(sent.map(({ count }) => count)).toEqual([3, 3]);
  log.flush();
  expect(idsOf(sent)).toEqual([1, 2, 3, 4, 5, 6, 7]);
});
