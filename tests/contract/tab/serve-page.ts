import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "vite";
import { createSite } from "../../../demo-server/node/site.ts";
import { lessonPrograms } from "../../../src/build/lesson-programs.ts";
import { tabServer } from "../../../src/build/tab-server.ts";

/** Builds the suite's page as the site is built, and serves it with the site's security headers. */
export async function servePage(): Promise<{ url: string } & AsyncDisposable> {
  const outDir = mkdtempSync(join(tmpdir(), "roundtrip-contract-"));
  await build({
    configFile: false,
    root: fileURLToPath(new URL("../../..", import.meta.url)),
    logLevel: "error",
    plugins: [lessonPrograms(), tabServer()],
    build: {
      outDir,
      assetsDir: "_astro",
      emptyOutDir: false,
      // A policy that allows this site's scripts allows no inlined one.
      assetsInlineLimit: 0,
      rolldownOptions: {
        input: fileURLToPath(new URL("./index.html", import.meta.url)),
      },
    },
  });
  const server = createServer(createSite(outDir));
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/tests/contract/tab/index.html`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
      rmSync(outDir, { recursive: true, force: true });
    },
  };
}
