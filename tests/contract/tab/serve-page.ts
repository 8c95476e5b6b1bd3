import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { createSite } from "#server/node/site.ts";
import { buildTabPage } from "#build/tab-page.ts";

/** Builds the suite's page and serves it with the site's security headers. */
export async function servePage(): Promise<{ url: string } & AsyncDisposable> {
  const page = await buildTabPage(
    fileURLToPath(new URL("./index.html", import.meta.url)),
  );
  const server = createServer(createSite(page.dist));
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}${page.path}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
      page[Symbol.dispose]();
    },
  };
}
