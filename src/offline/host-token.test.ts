import { readFileSync } from "node:fs";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, it, onTestFinished } from "vitest";
import { hostAt, TOKEN, TOKEN_FILE } from "./host-token.ts";

async function serve(answer: RequestListener) {
  const server = createServer(answer);
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/a/`;
}

it("knows its own host by the file that the site comes with", async () => {
  const file = readFileSync(`public/${TOKEN_FILE}`, "utf8");
  expect(file).toBe(TOKEN);
  const root = await serve(({ url }, res) =>
    url === `/a/${TOKEN_FILE}` ? res.end(file) : res.writeHead(404).end(),
  );
  expect(await hostAt(root)).toBe("own");
});

it.each<[string, RequestListener]>([
  ["has no such file", (_, res) => res.writeHead(404).end(TOKEN)],
  ["has a page for all", (_, res) => res.end("<h1>Hi</h1>")],
  ["wants a password", (_, res) => res.writeHead(401).end()],
])("a host that %s is another", async (_, answer) => {
  expect(await hostAt(await serve(answer))).toBe("another");
});

it("doesn't know who answers with an error, or not at all", async () => {
  const broken = await serve((_, res) => res.writeHead(502).end());
  expect(await hostAt(broken)).toBe("unknown");
  const gone = await serve((req) => void req.socket.destroy());
  expect(await hostAt(gone)).toBe("unknown");
});
