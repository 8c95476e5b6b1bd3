import { expect, it } from "vitest";
import * as v from "valibot";
import { encodeHops } from "./batch-writer.ts";
import { decodeHops, hopBatch } from "./batch.ts";
import type { ServerHop } from "./hop.ts";

const HOPS: ServerHop[] = [
  {
    kind: "handler",
    id: 7,
    at: 1_700_000_000_000.25,
    namespace: "/",
    event: "chat",
    engine: "a",
    line: 4,
    cause: { by: "message", message: ["a", 3] },
  },
  {
    kind: "emit",
    id: 8,
    at: 1_700_000_000_000.31,
    namespace: "/",
    how: "broadcast",
    event: "chat",
    rooms: ["blue"],
    except: ["x", "y"],
    to: [
      ["a", 1],
      ["b", 2],
    ],
    cause: { by: "hop", hop: 7 },
    inferred: true,
  },
  {
    kind: "emit",
    id: 9,
    at: 1_700_000_000_001,
    namespace: "/admin",
    how: "connect",
    rooms: [],
    except: [],
    to: [],
  },
  {
    kind: "leave",
    id: 10,
    at: 1_700_000_000_002,
    namespace: "/",
    room: "blue",
    engine: "b",
  },
  {
    kind: "done",
    id: 11,
    at: 1_700_000_000_002.5,
    namespace: "/",
    event: "chat",
    engine: "a",
    cause: { by: "message", message: ["a", 3] },
  },
];

it("gives back what was packed", () => {
  const batch = encodeHops(HOPS);
  expect(v.is(hopBatch, batch)).toBe(true);
  expect(decodeHops(batch)).toEqual(HOPS);
});

it("gives it back from a view that begins anywhere, a buffer, and plain numbers", () => {
  const batch = encodeHops(HOPS);
  const bytes = batch.rows as Uint8Array;
  const shifted = new Uint8Array(bytes.length + 1);
  shifted.set(bytes, 1);
  const { buffer } = bytes.slice();
  for (const rows of [
    shifted.subarray(1),
    buffer,
    [...new Int32Array(buffer)],
  ]) {
    expect(decodeHops({ ...batch, rows })).toEqual(HOPS);
  }
});

it("packs many recipients", () => {
  const [, emit] = HOPS;
  if (emit?.kind !== "emit") throw new TypeError("The second hop is an emit.");
  const to = Array.from({ length: 5_000 }, (_, n): [string, number] => [
    `e${n}`,
    n,
  ]);
  const hops = [{ ...emit, to }];
  expect(decodeHops(encodeHops(hops))).toEqual(hops);
});

it("refuses a batch that is cut", () => {
  const batch = encodeHops(HOPS);
  const bytes = batch.rows as Uint8Array;
  for (const length of [bytes.length - 4, bytes.length - 1, 0]) {
    const rows = bytes.slice(0, length);
    expect(() => decodeHops({ ...batch, rows })).toThrow(RangeError);
  }
});
