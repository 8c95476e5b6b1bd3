import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

/** All files below a folder by their paths in it, without the folders and files of certain names. */
export async function readFolder(
  folder: string,
  leaveOut: ReadonlySet<string> = new Set(),
): Promise<Map<string, Buffer>> {
  const files = new Map<string, Buffer>();
  async function read(path: string): Promise<void> {
    const entries = await readdir(join(folder, path), { withFileTypes: true });
    for (const entry of entries) {
      if (leaveOut.has(entry.name)) continue;
      const inside = path === "" ? entry.name : `${path}/${entry.name}`;
      if (entry.isDirectory()) await read(inside);
      else files.set(inside, await readFile(join(folder, inside)));
    }
  }
  await read("");
  return files;
}
