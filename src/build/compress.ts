import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { extname } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import type { AstroIntegration } from "astro";
import { filesBelow } from "./files.ts";

const COMPRESSIBLE = new Set([
  ".css",
  ".html",
  ".js",
  ".json",
  ".jsx",
  ".mjs",
  ".py",
  ".svg",
  ".txt",
  ".wasm",
  ".webmanifest",
  ".xml",
]);

/** In bytes; below it a compressed copy saves nothing worth a file. */
const SMALLEST = 1024;

const brotli = promisify(brotliCompress);
const gz = promisify(gzip);

/** Puts a Brotli and a gzip copy beside each file of the built site that gains by it. */
export function compress(): AstroIntegration {
  return {
    name: "roundtrip:compress",
    hooks: {
      "astro:build:done": async ({ dir, logger }) => {
        const files = (await filesBelow(fileURLToPath(dir))).filter((file) =>
          COMPRESSIBLE.has(extname(file)),
        );
        const written = await Promise.all(files.map(compressFile));
        logger.info(`${written.filter(Boolean).length} files compressed`);
      },
    },
  };
}

async function compressFile(file: string): Promise<boolean> {
  // What took long to compress comes with its copies.
  if (existsSync(`${file}.br`)) return false;
  const content = await readFile(file);
  if (content.length < SMALLEST) return false;
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
    [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
  };
  await Promise.all([
    brotli(content, { params }).then((packed) =>
      writeFile(`${file}.br`, packed),
    ),
    gz(content, { level: constants.Z_BEST_COMPRESSION }).then((packed) =>
      writeFile(`${file}.gz`, packed),
    ),
  ]);
  return true;
}
