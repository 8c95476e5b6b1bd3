import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { zipSync } from "fflate";
import { buildChatClient } from "./build-chat-client.ts";
import { readFolder } from "./read-folder.ts";
import type { Lock, Manifest } from "./taken-manifest.ts";
import { takenLock, takenManifest } from "./taken-manifest.ts";
import { takenReadme } from "./taken-readme.ts";

const ROOT = new URL("../../../", import.meta.url);
const CHAT = fileURLToPath(new URL("examples/chat", ROOT));

/** What is made there by builds, tests and runs. */
const MADE = new Set([
  ...["node_modules", "dist", "data", "test-results", "playwright-report"],
  ...[".venv", "__pycache__", ".mypy_cache", ".ruff_cache", ".pytest_cache"],
  ".DS_Store",
]);

const FOR_ALL =
  /^(client|contract|schema)\/|^(README\.md|index\.html|package\.json|package-lock\.json|tsconfig\.json|vite\.config\.ts)$/;

const SERVERS = {
  node: /^server\/|^start\.mjs$/,
  flask: /^flask\/|^(start\.py|pyproject\.toml)$/,
};

const isTest = (path: string): boolean => path.endsWith(".test.ts");

/** The zips of the chat, one with each server, by their names; the same sources make the same bytes. */
export async function makeChatZips(): Promise<Map<string, Uint8Array>> {
  const sources = await readFolder(CHAT, MADE);
  const license = await readFile(new URL("LICENSE", ROOT));
  const client = await buildChatClient(CHAT);
  const zips = new Map<string, Uint8Array>();
  for (const server of ["node", "flask"] as const) {
    const name = `roundtrip-chat-${server}`;
    const files = new Map<string, Buffer>([["LICENSE", license]]);
    for (const [path, content] of sources)
      if ((FOR_ALL.test(path) || SERVERS[server].test(path)) && !isTest(path))
        files.set(path, content);
    for (const [path, content] of client) files.set(`dist/${path}`, content);
    fit(files, server);
    zips.set(`${name}.zip`, zip(name, files));
  }
  return zips;
}

/** Changes what speaks of files and programs that are not taken along. */
function fit(files: Map<string, Buffer>, server: "node" | "flask"): void {
  const text = (path: string): string => files.get(path)?.toString() ?? "";
  const json = (value: unknown) =>
    Buffer.from(`${JSON.stringify(value, null, 2)}\n`);
  const paths = [...files.keys()];
  const isThere = (path: string): boolean =>
    paths.some((one) => one === path || one.startsWith(path));
  const readme = takenReadme(text("README.md"), server, isThere);
  const manifest = takenManifest(
    JSON.parse(text("package.json")) as Manifest,
    server === "node",
  );
  const lock = JSON.parse(text("package-lock.json")) as Lock;
  files.set("README.md", Buffer.from(readme));
  files.set("package.json", json(manifest));
  files.set("package-lock.json", json(takenLock(lock, manifest)));
}

/** All in one folder, so that whoever unpacks it has one thing more and not thirty. */
function zip(folder: string, files: Map<string, Buffer>): Uint8Array {
  const paths = [...files.keys()].sort();
  // The first that a zip can say, in local time as zips have it: so the same files make one zip.
  const mtime = new Date(1980, 0, 1);
  return zipSync(
    Object.fromEntries(
      paths.map((path) => [
        `${folder}/${path}`,
        new Uint8Array(files.get(path) ?? []),
      ]),
    ),
    { level: 9, mtime },
  );
}
