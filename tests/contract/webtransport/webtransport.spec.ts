import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createHost } from "#server/node/host.ts";
import { freePort } from "#server/node/listen.ts";
import { serveWebTransport } from "#server/node/webtransport/serve-webtransport.ts";
import { hasQuic } from "../../support/webtransport/quic-client.ts";
import { buildTabPage } from "#build/tab-page.ts";
import { ECHO, ECHO_BY_ALL } from "../tab/echo.ts";
import { WEBTRANSPORT_SCENARIOS } from "../tab/webtransport-scenarios.ts";
import { runScenarios } from "../../support/page/run-scenarios.ts";
import { test } from "../../support/page/test.ts";

test.skip(
  !hasQuic,
  "WebTransport needs a package for QUIC that there is not for this system.",
);

/** Builds the suite's page, and serves it and a lab that echoes, by every transport. */
async function start(): Promise<{ url: string } & AsyncDisposable> {
  await using stack = new AsyncDisposableStack();
  const page = await buildTabPage(
    fileURLToPath(new URL("./index.html", import.meta.url)),
  );
  stack.use(page);
  const lessonsDir = mkdtempSync(join(tmpdir(), "roundtrip-lessons-"));
  stack.defer(() => rmSync(lessonsDir, { recursive: true }));
  for (const [lesson, { source }] of [
    ["echo", ECHO],
    ["echo-by-all", ECHO_BY_ALL],
  ] as const) {
    mkdirSync(join(lessonsDir, lesson));
    writeFileSync(join(lessonsDir, lesson, "server.js"), source);
  }
  const host = createHost({ lessonsDir, dist: page.dist });
  const server = createServer();
  host.attach(server);
  const port = await freePort();
  const udp = await serveWebTransport(host, { host: "localhost", port });
  stack.defer(() => udp.close());
  await new Promise<void>((done) => server.listen(port, "localhost", done));
  stack.defer(() => host.close());
  const owned = stack.move();
  return {
    url: `http://localhost:${port}${page.path}`,
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}

// One load: each scenario opens a lab of its own.
test("a lab on the bundled server, by WebTransport, keeps the contract", async ({
  page,
}) => {
  await using site = await start();
  await runScenarios(page, site.url, {
    names: WEBTRANSPORT_SCENARIOS.map(({ name }) => name),
    // engine.io-client closes a session that is closed already, and takes no notice of the answer.
    isExpected: ({ message }) => message.includes("The session is closed"),
  });
});
