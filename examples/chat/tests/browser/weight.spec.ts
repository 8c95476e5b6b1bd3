import { expect, test } from "@playwright/test";
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

/** What the client may weigh, in bytes as a server sends them, compressed by gzip. */
const MOST = 110_000;

test("the client weighs less than 110 kB", () => {
  const dist = new URL("../../dist/", import.meta.url);
  const files = readdirSync(dist, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => `${parentPath}/${name}`);
  expect(files.filter((file) => file.endsWith(".js"))).not.toEqual([]);
  const weight = files
    .map((file) => gzipSync(readFileSync(file)).length)
    .reduce((sum, one) => sum + one, 0);
  console.log(`${fileURLToPath(dist)}: ${weight} bytes, compressed`);
  expect(weight).toBeLessThan(MOST);
});
