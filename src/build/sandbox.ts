import { createHash } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { AstroIntegration } from "astro";
import { build, type Plugin } from "vite";
import {
  innerDocument,
  outerDocument,
  sandboxPolicy,
} from "#sandbox/policy.ts";
import { scriptHash } from "./pages/inline-scripts.ts";
import { standIns } from "./tab-server.ts";

const BOOT = fileURLToPath(new URL("../sandbox/boot.ts", import.meta.url));
const FRAME = fileURLToPath(
  new URL("../sandbox/clients/frame.ts", import.meta.url),
);
const WORKER = fileURLToPath(
  new URL("../../demo-server/tab/sandboxed/worker.ts", import.meta.url),
);

/** Modules that have what a sandbox is made of, as texts. */
const DOCUMENTS = "virtual:sandbox-documents";
/** Of the texts, the file that each is made of and its format. */
const TEXTS: Readonly<Record<string, readonly [file: string, format: Format]>> =
  {
    "virtual:sandbox-worker": [WORKER, "iife"],
    "virtual:sandbox-frame": [FRAME, "es"],
  };
type Format = "iife" | "es";

/** The documents of a sandbox, and where the outer one is below the site's root. */
interface Documents {
  readonly outer: string;
  readonly inner: string;
  /** Named by its content, so that a page finds that of its own version. */
  readonly address: string;
}

/**
 * Makes what a reader's own program runs in: two documents, and the worker as a text. The document
 * around the sandbox is a file; it has a policy of its own, so no step for pages may touch it.
 */
export function sandbox(): AstroIntegration {
  return {
    name: "roundtrip:sandbox",
    hooks: {
      "astro:config:setup": ({ updateConfig }) => {
        updateConfig({ vite: { plugins: [sandboxTexts()] } });
      },
      "astro:build:done": async ({ dir, logger }) => {
        const { outer, address } = await documents();
        await mkdir(new URL("_astro/", dir), { recursive: true });
        await writeFile(new URL(address, dir), outer);
        logger.info(`the sandbox is at ${address}`);
      },
    },
  };
}

/** Gives `virtual:sandbox-documents` and the texts; in development the outer document too. */
export function sandboxTexts(): Plugin {
  const texts = new Map<string, Promise<string>>();
  let made: Promise<Documents> | undefined;
  return {
    name: "roundtrip:sandbox-texts",
    enforce: "pre",
    resolveId: (id) =>
      id === DOCUMENTS || Object.hasOwn(TEXTS, id) ? `\0${id}` : undefined,
    async load(id) {
      const wanted = TEXTS[id.slice(1)];
      if (wanted) {
        const text = texts.get(id) ?? bundle(...wanted);
        texts.set(id, text);
        return `export default ${JSON.stringify(await text)};`;
      }
      if (id !== `\0${DOCUMENTS}`) return undefined;
      made ??= documents();
      const { inner, address } = await made;
      return `export const inner = ${JSON.stringify(inner)}; export const address = ${JSON.stringify(address)};`;
    },
    configureServer({ middlewares }) {
      middlewares.use((request, response, next) => {
        if (!/\/_astro\/sandbox\.[\w-]+\.html$/.test(request.url ?? ""))
          return next();
        documents().then(({ outer }) => {
          response.setHeader("Content-Type", "text/html; charset=utf-8");
          response.end(outer);
        }, next);
      });
    },
  };
}

async function documents(): Promise<Documents> {
  const boot = await bundle(BOOT, "iife");
  const policy = sandboxPolicy(scriptHash(boot));
  const outer = outerDocument(policy);
  const name = createHash("sha256").update(outer).digest("base64url");
  return {
    outer,
    inner: innerDocument(policy, boot),
    address: `_astro/sandbox.${name.slice(0, 8)}.html`,
  };
}

/** A file and what it imports as one classic script, or as one module. */
async function bundle(file: string, format: Format): Promise<string> {
  const result = await build({
    configFile: false,
    root: fileURLToPath(new URL("../..", import.meta.url)),
    logLevel: "warn",
    plugins: [standIns()],
    define: { "process.env.NODE_ENV": JSON.stringify("production") },
    build: {
      write: false,
      minify: true,
      target: "es2023",
      rolldownOptions: {
        input: file,
        // Of a module, what it exports is kept.
        preserveEntrySignatures: "strict",
        output: { format, codeSplitting: false },
      },
    },
  });
  const [chunk] = "output" in result ? result.output : [];
  if (chunk?.type !== "chunk") throw new Error(`${file} could not be bundled.`);
  return chunk.code.trim();
}
