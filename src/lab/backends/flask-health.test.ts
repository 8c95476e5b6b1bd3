import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, it } from "vitest";
import { askFlask } from "./flask-health.ts";
import { createFlaskBackend } from "./flask.ts";
import { readHostAddress } from "./host-address.ts";

const closing: (() => unknown)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

async function serve(answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  closing.push(() => server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const HEALTH = JSON.stringify({
  ok: true,
  labs: 0,
  clients: 0,
  memory: { rss: 1, heapUsed: 0 },
});
const ABSENT = { ok: false, why: "No Flask server answers here" };

it("is there when it says so, at its own prefix", async () => {
  const asked: (string | undefined)[] = [];
  const origin = await serve(({ url }, res) => {
    asked.push(url);
    res.end(HEALTH);
  });
  expect(await askFlask(readHostAddress(origin, "/flask"))).toEqual({
    ok: true,
  });
  expect(asked).toEqual(["/flask/healthz"]);
});

it("says why it is off", async () => {
  const off = { ok: false, why: "Flask needs Python", forNow: true };
  const origin = await serve((_, res) =>
    res.writeHead(503).end(JSON.stringify(off)),
  );
  expect(await askFlask(readHostAddress(origin, "/flask"))).toEqual(off);
});

it.each<[string, RequestListener]>([
  ["a static host", (_, res) => res.writeHead(404).end("<h1>No</h1>")],
  ["a host that has a page for all", (_, res) => res.end("<h1>Hi</h1>")],
  ["another program", (_, res) => res.end('{"status":"ok"}')],
])("is not where %s is", async (_, answer) => {
  expect(await askFlask(readHostAddress(await serve(answer)))).toEqual(ABSENT);
});

it("is not asked for a lesson that has no program for it", async () => {
  const backend = createFlaskBackend((lesson) => lesson === "send", "http://x");
  expect(await backend.available({ lesson: "other" })).toEqual({
    ok: false,
    why: "This lesson has no Flask program yet",
    forNow: true,
  });
});
