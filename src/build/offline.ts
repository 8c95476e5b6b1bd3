import { readFile, writeFile } from "node:fs/promises";
import { dirname, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import type { AstroIntegration } from "astro";
import { build } from "vite";
import { WORKER, type SiteFile } from "#offline/site-file.ts";
import { filesBelow } from "./files.ts";
import { siteAddress, siteFile, siteVersion } from "./site-files.ts";

const SOURCE = fileURLToPath(
  new URL("../offline/service-worker.ts", import.meta.url),
);

/** Gives the built site the service worker that keeps it for when there is no network. */
export function offline(): AstroIntegration {
  return {
    name: "roundtrip:offline",
    hooks: {
      "astro:build:done": async ({ dir, logger }) => {
        const { version, count } = await writeWorker(fileURLToPath(dir));
        logger.info(`${count} files are kept offline as version ${version}`);
      },
    },
  };
}

/** Writes the worker for the site in a folder as it now is; any change to the site wants it written again. */
export async function writeWorker(
  dist: string,
): Promise<{ version: string; count: number }> {
  const files = await siteFiles(dist);
  const version = siteVersion(files);
  await writeFile(
    join(dist, WORKER),
    await bundle({
      FILES: JSON.stringify(files),
      VERSION: JSON.stringify(version),
    }),
  );
  return { version, count: files.length };
}

/** The worker as one script, with values in the place of names. */
async function bundle(define: Record<string, string>): Promise<string> {
  const result = await build({
    configFile: false,
    root: dirname(SOURCE),
    logLevel: "warn",
    define,
    build: {
      write: false,
      rolldownOptions: { input: SOURCE, output: { format: "iife" } },
    },
  });
  const [chunk] = "output" in result ? result.output : [];
  if (chunk?.type !== "chunk")
    throw new Error(`${SOURCE} could not be bundled.`);
  return chunk.code;
}

async function siteFiles(dist: string): Promise<SiteFile[]> {
  const files: SiteFile[] = [];
  for (const path of (await filesBelow(dist)).sort()) {
    const address = siteAddress(relative(dist, path).split(sep).join("/"));
    if (address === undefined || address === WORKER) continue;
    files.push(siteFile(address, await readFile(path)));
  }
  return files;
}
