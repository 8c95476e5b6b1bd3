import { createHash } from "node:crypto";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { packPackages, packStdlib, pyodideFile } from "./archives.ts";
import { tabPackages, type Files } from "./packages.ts";
import { pythonWorkerText } from "./worker-text.ts";

const CACHE = fileURLToPath(
  new URL("../../../node_modules/.cache/roundtrip-python", import.meta.url),
);

/** Names the way in which archives are packed: a change of it makes them anew. */
const WAY = "1";

/** What Python in the tab is made of. */
export interface Parts {
  readonly wasm: Uint8Array;
  readonly stdlib: Uint8Array;
  readonly packages: Uint8Array;
  readonly worker: Uint8Array;
}

const hashOf = (...contents: (string | Uint8Array)[]): string => {
  const hash = createHash("sha256");
  for (const content of contents)
    hash.update(`${content.length}\0`).update(content);
  return hash.digest("base64url").slice(0, 16);
};

/** What `make` gives, made once for all that it is made of: some of it takes half a minute. */
export async function cached(
  key: string,
  make: () => Promise<Uint8Array>,
): Promise<Uint8Array> {
  const file = join(CACHE, key);
  try {
    return await readFile(file);
  } catch {
    const made = await make();
    await mkdir(CACHE, { recursive: true });
    // Whoever else makes it at the same time makes the same.
    await writeFile(`${file}.${process.pid}`, made);
    await rename(`${file}.${process.pid}`, file);
    return made;
  }
}

const hashOfFiles = (files: Files): string =>
  hashOf(
    ...[...files].sort(([a], [b]) => (a < b ? -1 : 1)).flatMap((file) => file),
  );

/** All parts; undefined where this computer has no Flask, so that the site is built without. */
export async function pythonParts(): Promise<Parts | undefined> {
  const files = await tabPackages();
  if (!files) return undefined;
  const [wasm, stdlibAsIs] = await Promise.all([
    pyodideFile("pyodide.asm.wasm"),
    pyodideFile("python_stdlib.zip"),
  ]);
  const stdlib = await cached(`stdlib-${hashOf(WAY, stdlibAsIs)}`, packStdlib);
  const packages = await cached(
    `packages-${hashOf(WAY, wasm, hashOfFiles(files))}`,
    () => packPackages(files),
  );
  const worker = new TextEncoder().encode(await pythonWorkerText());
  return { wasm, stdlib, packages, worker };
}

/** A name for a part by its content. */
export const nameOf = (part: Uint8Array): string => hashOf(part).slice(0, 8);
