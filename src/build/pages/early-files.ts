import { readFile, writeFile } from "node:fs/promises";
import { relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import type { AstroIntegration } from "astro";
import type { Rolldown } from "vite";
import { pagesBelow } from "../files.ts";
import { withEarlyFiles, type Chunks } from "./page-head.ts";

/**
 * Names in each page's head all files that the page is sure to want: so the browser asks for them
 * at once, and not for each only when it has read the one that wants it.
 */
export function earlyFiles(): AstroIntegration {
  const chunks: Chunks = new Map();
  return {
    name: "roundtrip:early-files",
    hooks: {
      "astro:config:setup": ({ updateConfig }) => {
        const plugin = {
          name: "roundtrip:chunks",
          generateBundle(
            this: Rolldown.PluginContext,
            _options: unknown,
            bundle: Rolldown.OutputBundle,
          ) {
            for (const file of Object.values(bundle)) {
              if (file.type !== "chunk") continue;
              chunks.set(`/${file.fileName}`, {
                imports: file.imports.map((name) => `/${name}`),
                modules: file.moduleIds,
              });
            }
          },
          applyToEnvironment: ({ name }: { name: string }) => name === "client",
        };
        updateConfig({ vite: { plugins: [plugin] } });
      },
      "astro:build:done": async ({ dir, logger }) => {
        const dist = fileURLToPath(dir);
        for (const path of await pagesBelow(dist)) {
          const file = relative(dist, path).split(sep).join("/");
          const html = await readFile(path, "utf8");
          await writeFile(path, withEarlyFiles(html, chunks, file));
        }
        logger.info(`${chunks.size} scripts known to the pages' heads`);
      },
    },
  };
}
