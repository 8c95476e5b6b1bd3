import { readdir } from "node:fs/promises";
import { join } from "node:path";

/** Paths of all files below a folder. */
export async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, {
    recursive: true,
    withFileTypes: true,
  });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

/** Paths of all pages below a folder. */
export async function pagesBelow(folder: string): Promise<string[]> {
  const files = await filesBelow(folder);
  return files.filter((file) => file.endsWith(".html"));
}
