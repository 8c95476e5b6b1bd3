/**
 * Unpacks batches of hops, one a line, and checks each hop against the contract: so the tests of
 * the Flask host read what it sends as a page does.
 */
import { createInterface } from "node:readline";
import * as v from "valibot";
import { decodeHops, hopBatch } from "#contract/batch.ts";
import { serverHop } from "#contract/hop.ts";

const packed = v.object({ ...hopBatch.entries, rows: v.string() });

for await (const line of createInterface({ input: process.stdin })) {
  const { rows, ...rest } = v.parse(packed, JSON.parse(line));
  const bytes = Uint8Array.from(Buffer.from(rows, "base64"));
  const hops = decodeHops({ ...rest, rows: bytes });
  console.log(JSON.stringify(v.parse(v.array(serverHop), hops)));
}
