import { createHash } from "node:crypto";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import type { AstroIntegration } from "astro";
import * as pagefind from "pagefind";
import type { IndexFile } from "pagefind";
import { pagesBelow } from "./files.ts";

/** Interfaces of Pagefind that the site does not use, and its word stems for no language in particular. */
const UNUSED =
  /^(pagefind-(component-ui|highlight|modular-ui|ui)\.(js|css)|wasm\.unknown\.pagefind)$/;

/** What a page says before its index has a name: see Search.astro. */
const UNNAMED = 'data-index="pagefind/"';

/**
 * Writes the search index in a folder that is named by its content: so a page searches the index
 * of its own version, and browsers may keep it for good. Starlight's own goes: Pagefind is ended
 * there as soon as it says that it has written, and on a busy computer a file then lacks its end.
 */
export function searchIndex(): AstroIntegration {
  return {
    name: "roundtrip:search-index",
    hooks: {
      "astro:build:done": async ({ dir, logger }) => {
        const dist = fileURLToPath(dir);
        await rm(new URL("pagefind/", dir), { recursive: true });
        const files = await indexOf(dist);
        const hash = createHash("sha256");
        for (const { path, content } of files)
          hash.update(path).update(content);
        const name = `_astro/pagefind.${hash.digest("hex").slice(0, 8)}/`;
        for (const { path, content } of files) {
          const file = new URL(name + path, dir);
          await mkdir(new URL(".", file), { recursive: true });
          await writeFile(file, content);
        }
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

/** The index of the pages below a folder, as files by their paths, in order. Throws where Pagefind does. */
async function indexOf(dist: string): Promise<readonly IndexFile[]> {
  try {
    const { index, errors } = await pagefind.createIndex();
    if (!index) throw new Error(errors.join("; "));
    const added = await index.addDirectory({ path: dist });
    const got = await index.getFiles();
    const wrong = [...added.errors, ...got.errors];
    if (wrong.length > 0) throw new Error(wrong.join("; "));
    return got.files
      .filter(({ path }) => !UNUSED.test(basename(path)))
      .sort((a, b) => (a.path < b.path ? -1 : 1));
  } finally {
    await pagefind.close();
  }
}
