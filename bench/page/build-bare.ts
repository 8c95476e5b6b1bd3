import { spawnSync } from "node:child_process";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { brotliCompressSync } from "node:zlib";

const CONFIG = `import starlight from "@astrojs/starlight";
import { defineConfig } from "astro/config";

export default defineConfig({
  integrations: [starlight({ title: "Bare" })],
});
`;
const CONTENT = `import { docsLoader } from "@astrojs/starlight/loaders";
import { docsSchema } from "@astrojs/starlight/schema";
import { defineCollection } from "astro:content";

export const collections = {
  docs: defineCollection({ loader: docsLoader(), schema: docsSchema() }),
};
`;

/** A lesson's prose and code as plain Markdown: what a Starlight site would have without a lab. */
function plainText(folder: string): string {
  const source = readFileSync(join(folder, "index.mdx"), "utf8");
  const [, front = "", body = ""] =
    /^---\n(.*?)\n---\n(.*)$/s.exec(source) ?? [];
  const kept = front
    .split("\n")
    .filter((line) => /^(title|description):/.test(line));
  const text = body
    .replace(/^import .*\n/gm, "")
    .replace(/<Snippet\b[^>]*?file="([^"]+)"[^>]*?\/>/gs, (_, file: string) =>
      ["```js", readFileSync(join(folder, file), "utf8").trimEnd(), "```"].join(
        "\n",
      ),
    )
    .replace(/<\/?[A-Z]\w*\b[^>]*>/gs, "");
  return `---\n${kept.join("\n")}\n---\n${text}`;
}

/**
 * Builds a Starlight site, as it comes, of one lesson's prose and code, inside the project so that
 * it finds the same packages. Returns the folder that it was built into, and what removes it.
 */
export function buildBare(lesson: string): { dist: string } & Disposable {
  const root = mkdtempSync(join(process.cwd(), ".bare-"));
  const docs = join(root, "src", "content", "docs");
  mkdirSync(docs, { recursive: true });
  // Astro bundles what the package names, and has the rest run as it is.
  writeFileSync(
    join(root, "package.json"),
    JSON.stringify({
      type: "module",
      dependencies: { astro: "*", "@astrojs/starlight": "*" },
    }),
  );
  writeFileSync(join(root, "astro.config.mjs"), CONFIG);
  writeFileSync(join(root, "src", "content.config.ts"), CONTENT);
  cpSync(join(process.cwd(), "public"), join(root, "public"), {
    recursive: true,
  });
  writeFileSync(
    join(docs, "index.md"),
    plainText(join("src/content/docs/lessons", lesson)),
  );
  const { status, stderr, stdout } = spawnSync(
    process.execPath,
    [
      join(process.cwd(), "node_modules/astro/bin/astro.mjs"),
      "build",
      "--root",
      root,
    ],
    {
      encoding: "utf8",
      env: { ...process.env, ASTRO_TELEMETRY_DISABLED: "1" },
    },
  );
  if (status !== 0)
    throw new Error(`The bare site was not built.\n${stdout}\n${stderr}`);
  const dist = join(root, "dist");
  for (const file of readdirSync(dist, { recursive: true, encoding: "utf8" }))
    if (/\.(?:html|css|js|svg)$/.test(file))
      writeFileSync(
        join(dist, `${file}.br`),
        brotliCompressSync(readFileSync(join(dist, file))),
      );
  return {
    dist,
    [Symbol.dispose]: () => rmSync(root, { recursive: true }),
  };
}
