import { mkdir, readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { AstroIntegration } from "astro";
import { contentPolicy } from "#contract/content-policy.ts";
import { pagesBelow } from "../files.ts";
import { scriptHash, inlineScripts } from "./inline-scripts.ts";

const CHARSET = /<meta charset=[^>]*>/;

/**
 * Allows the inline scripts of the built site and no others: in each page, by a policy that names
 * its own, for hosts that send no header; and for the bundled server, which does, by the hashes
 * of all in `.site/csp.json`.
 */
export function securityPolicy(): AstroIntegration {
  return {
    name: "roundtrip:security-policy",
    hooks: {
      "astro:build:done": async ({ dir, logger }) => {
        const all = new Set<string>();
        for (const page of await pagesBelow(fileURLToPath(dir))) {
          const html = await readFile(page, "utf8");
          const hashes = [...new Set(inlineScripts(html).map(scriptHash))];
          for (const hash of hashes) all.add(hash);
          await writeFile(page, withPolicy(html, hashes));
        }
        const folder = new URL(".site/", dir);
        await mkdir(folder, { recursive: true });
        await writeFile(
          new URL("csp.json", folder),
          `${JSON.stringify({ scriptHashes: [...all].sort() }, null, 2)}\n`,
        );
        logger.info(`${all.size} inline scripts allowed`);
      },
    },
  };
}

/** Puts the policy before all that it holds for. */
export function withPolicy(html: string, hashes: readonly string[]): string {
  if (!CHARSET.test(html))
    throw new Error("A page has no <meta charset>, where its policy belongs.");
  return html.replace(
    CHARSET,
    (charset) =>
      `${charset}<meta http-equiv="Content-Security-Policy" content="${contentPolicy(hashes)}">`,
  );
}
