import { createHash } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import type { AstroIntegration } from "astro";
import type { Plugin } from "vite";
import { PYTHON } from "#offline/site-file.ts";
import { tabPackages } from "./packages.ts";
import { cached, nameOf, pythonParts, type Parts } from "./python-parts.ts";

const FILES = "virtual:python-files";

/** What each part is called, before and after the hash of its content. */
const NAMES: Readonly<Record<keyof Parts, [name: string, ending: string]>> = {
  wasm: ["python", "wasm"],
  stdlib: ["stdlib", "zip"],
  packages: ["packages", "zip"],
  worker: ["worker", "js"],
};

/** A part as a file of the site. */
interface PartFile {
  readonly part: keyof Parts;
  /** Below the site's root. */
  readonly address: string;
  readonly content: Uint8Array;
}

const brotli = promisify(brotliCompress);
const gz = promisify(gzip);

/** So many bits of what came before are looked at; the files are larger than Brotli's default. */
const WINDOW = 24;

const packed = ({ content }: PartFile): Promise<Uint8Array> =>
  cached(`br-${nameOf(content)}`, () =>
    brotli(content, {
      params: {
        [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
        [constants.BROTLI_PARAM_LGWIN]: WINDOW,
        [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
      },
    }),
  );
const zipped = ({ content }: PartFile): Promise<Uint8Array> =>
  cached(`gz-${nameOf(content)}`, () =>
    gz(content, { level: constants.Z_BEST_COMPRESSION }),
  );

let made: Promise<readonly PartFile[]> | undefined;

/** The files of Python; none where this computer has no Flask. */
const partFiles = (): Promise<readonly PartFile[]> =>
  (made ??= pythonParts().then((parts) =>
    (Object.keys(parts ?? {}) as (keyof Parts)[]).flatMap((part) => {
      const content = parts?.[part];
      const [name, ending] = NAMES[part];
      return content
        ? [
            {
              part,
              content,
              address: `${PYTHON}${name}.${nameOf(content)}.${ending}`,
            },
          ]
        : [];
    }),
  ));

/**
 * Gives the site Python, for Flask in the reader's tab: files that no page loads by itself, and
 * that are not kept for offline use unless the reader says so. Where Flask is not installed, the
 * site is built without, and offers no Flask in the tab.
 */
export function python(): AstroIntegration {
  return {
    name: "roundtrip:python",
    hooks: {
      "astro:config:setup": async ({ updateConfig, command, logger }) => {
        const isThere = (await tabPackages()) !== undefined;
        if (!isThere)
          logger.warn(
            "Flask is not installed, so this site has no Flask in the tab. npm start installs Flask where there is a Python.",
          );
        updateConfig({
          vite: {
            define: { "import.meta.env.HAS_PYTHON": JSON.stringify(isThere) },
            plugins: [pythonFiles(command === "build")],
          },
        });
      },
      "astro:build:done": async ({ dir, logger }) => {
        const files = await partFiles();
        for (const file of files) {
          const path = new URL(file.address, dir);
          await mkdir(dirname(path.pathname), { recursive: true });
          const [br, zip] = await Promise.all([packed(file), zipped(file)]);
          await writeFile(path, file.content);
          await writeFile(new URL(`${file.address}.br`, dir), br);
          await writeFile(new URL(`${file.address}.gz`, dir), zip);
        }
        if (files.length > 0)
          logger.info(`Python is ${files.length} files in ${PYTHON}`);
      },
    },
  };
}

/** Gives `virtual:python-files`; in development the files too. */
export function pythonFiles(isBuild: boolean): Plugin {
  return {
    name: "roundtrip:python-files",
    enforce: "pre",
    resolveId: (id) => (id === FILES ? `\0${FILES}` : undefined),
    async load(id) {
      if (id !== `\0${FILES}`) return undefined;
      const files = await Promise.all(
        (await partFiles()).map(async (file) => {
          const { part, address, content } = file;
          const hash = createHash("sha256").update(content).digest("base64");
          // Only a host of the built site compresses.
          const travels = isBuild
            ? (await packed(file)).length
            : content.length;
          return {
            part,
            address,
            integrity: `sha256-${hash}`,
            bytes: content.length,
            travels,
          };
        }),
      );
      return `export default ${JSON.stringify(files)};`;
    },
    configureServer({ middlewares }) {
      middlewares.use((request, response, next) => {
        partFiles().then((files) => {
          const found = files.find(({ address }) =>
            request.url?.endsWith(`/${address}`),
          );
          if (!found) return next();
          response.setHeader("Cache-Control", "no-cache");
          response.end(found.content);
        }, next);
      });
    },
  };
}
