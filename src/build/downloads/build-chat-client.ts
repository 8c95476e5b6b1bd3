import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { readFolder } from "./read-folder.ts";

const VITE = join(
  dirname(fileURLToPath(import.meta.resolve("vite/package.json"))),
  "bin/vite.js",
);

/**
 * The built client of the chat, by its own build: a process of its own, since what this one is made
 * for (a test, the development server) would go into it.
 */
export async function buildChatClient(
  chat: string,
): Promise<Map<string, Buffer>> {
  const folder = await mkdtemp(join(tmpdir(), "roundtrip-chat-client-"));
  try {
    const args = ["build", "--logLevel", "warn", "--outDir", folder];
    const build = spawn(process.execPath, [VITE, ...args, "--emptyOutDir"], {
      cwd: chat,
      env: { ...process.env, NODE_ENV: "production" },
      stdio: ["ignore", "inherit", "inherit"],
    });
    const [code] = (await once(build, "close")) as [number | null];
    if (code !== 0)
      throw new Error("The chat's client could not be built; see above.");
    return await readFolder(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}
