import { createHash } from "node:crypto";
import { readFile, rename, rm, writeFile } from "node:fs/promises";
import { basename, relative } from "node:path";
import { fileURLToPath } from "node:url";
import type { AstroIntegration } from "astro";
import { filesBelow, pagesBelow } from "./files.ts";

/** Interfaces of Pagefind that the site does not use, and its word stems for no language in particular. */
const UNUSED =
  /^(pagefind-(component-ui|highlight|modular-ui|ui)\.(js|css)|wasm\.unknown\.pagefind)$/;

/** What a page says before its index has a name: see Search.astro. */
const UNNAMED = 'data-index="pagefind/"';

/**
 * Moves the search index, once Starlight has written it, to a folder that is named by its content:
 * so a page searches the index of its own version, and browsers may keep it for good.
 */
export function searchIndex(): AstroIntegration {
  return {
    name: "roundtrip:search-index",
    hooks: {
      "astro:build:done": async ({ dir, logger }) => {
        const dist = fileURLToPath(dir);
        const from = fileURLToPath(new URL("pagefind/", dir));
        const hash = createHash("sha256");
        for (const file of (await filesBelow(from)).sort()) {
          if (UNUSED.test(basename(file))) await rm(file);
          else hash.update(relative(from, file)).update(await readFile(file));
        }
        const name = `_astro/pagefind.${hash.digest("hex").slice(0, 8)}/`;
        await rename(from, fileURLToPath(new URL(name, dir)));
        for (const page of await pagesBelow(dist)) {
          const html = await readFile(page, "utf8");
          await writeFile(
            page,
            html.replaceAll(UNNAMED, `data-index="${name}"`),
          );
        }
        logger.info(`the search index is in ${name}`);
      },
    },
  };
}
