import { mkdir, readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { AstroIntegration } from "astro";
import { filesBelow } from "./files.ts";
import { scriptHash, inlineScripts } from "./inline-scripts.ts";

/**
 * Writes `.site/csp.json`: the hashes of all inline scripts of the built site, so that a
 * server can allow just these in its Content-Security-Policy.
 */
export function scriptHashes(): AstroIntegration {
  return {
    name: "roundtrip:script-hashes",
    hooks: {
      "astro:build:done": async ({ dir, logger }) => {
        const pages = (await filesBelow(fileURLToPath(dir))).filter((file) =>
          file.endsWith(".html"),
        );
        const scripts = await Promise.all(
          pages.map(async (page) =>
            inlineScripts(await readFile(page, "utf8")),
          ),
        );
        const hashes = [...new Set(scripts.flat().map(scriptHash))].sort();
        const folder = new URL(".site/", dir);
        await mkdir(folder, { recursive: true });
        await writeFile(
          new URL("csp.json", folder),
          `${JSON.stringify({ scriptHashes: hashes }, null, 2)}\n`,
        );
        logger.info(`${hashes.length} inline scripts hashed`);
      },
    },
  };
}
