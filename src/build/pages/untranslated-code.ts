import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { AstroIntegration } from "astro";
import { pagesBelow } from "../files.ts";

const CODE = /<code(?=[\s>])(?![^>]*\stranslate=)/g;

/**
 * Marks all code of the built pages as not to be translated. A browser that translates a page would
 * translate names too, which a reader is to type as they are.
 */
export function untranslatedCode(): AstroIntegration {
  return {
    name: "roundtrip:untranslated-code",
    hooks: {
      "astro:build:done": async ({ dir }) => {
        for (const path of await pagesBelow(fileURLToPath(dir))) {
          const html = await readFile(path, "utf8");
          await writeFile(path, html.replace(CODE, '<code translate="no"'));
        }
      },
    },
  };
}
