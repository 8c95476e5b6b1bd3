import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it, vi } from "vitest";
import { createHost } from "#server/node/host.ts";
import { readHostAddress } from "./host-address.ts";
import { askNode, broughtPage } from "./node-health.ts";

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

/** A server that answers as it is told; none at that address once it is closed. */
async function serve(answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  closing.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const ABSENT = { ok: false, why: "No server answers here" };
const BROKEN = {
  ok: false,
  why: "The server here isn't working (HTTP status 502)",
  forNow: true,
};

describe("the bundled server", () => {
  it("is there when it answers", async () => {
    const host = createHost({ lessonsDir: "src/content/docs/lessons" });
    closing.push(() => host.close());
    const origin = await serve((req, res) => host.handleRequest(req, res));
    expect(await askNode(readHostAddress(origin))).toMatchObject({
      ok: true,
      labs: 0,
    });
    const offer = { certificateHash: "c29tZQ==" };
    host.offerWebTransport(offer);
    expect(await askNode(readHostAddress(origin))).toMatchObject({
      webTransport: offer,
    });
  });

  it.each<[string, RequestListener]>([
    ["a static host", (_, res) => res.writeHead(404).end("<h1>No</h1>")],
    ["a host that has a page for all", (_, res) => res.end("<h1>Hi</h1>")],
    ["another program", (_, res) => res.end('{"status":"ok"}')],
    ["a host that never answers", () => undefined],
  ])("is not where %s is", async (_, answer) => {
    expect(await askNode(readHostAddress(await serve(answer)))).toEqual(ABSENT);
  });

  it("is broken where a proxy stands without its server", async () => {
    const origin = await serve((_, res) => res.writeHead(502).end("{}"));
    expect(await askNode(readHostAddress(origin))).toEqual(BROKEN);
  });

  it("is not where nothing listens", async () => {
    const origin = await serve(() => undefined);
    for (const close of closing.splice(0)) await close();
    expect(await askNode(readHostAddress(origin))).toEqual(ABSENT);
  });
});

describe("what came with a page", () => {
  afterEach(() => {
    vi.unstubAllGlobals();
    vi.restoreAllMocks();
    vi.resetModules();
  });

  it("is believed once: what opens later may do so because the server has gone", async () => {
    const origin = await serve((_, res) => res.writeHead(502).end("{}"));
    vi.stubGlobal("location", { origin });
    vi.spyOn(performance, "now").mockReturnValue(500);
    const marked: unknown = {
      type: "navigate",
      serverTiming: [{ name: "roundtrip" }],
    };
    vi.spyOn(performance, "getEntriesByType").mockReturnValue([
      marked as PerformanceEntry,
    ]);
    vi.resetModules();
    const page = await import("./node-health.ts");
    const at = readHostAddress(origin);
    expect(await page.askNode(at)).toEqual({ ok: true });
    expect(await page.askNode(at)).toEqual(BROKEN);
  });
});

describe("a page", () => {
  const marked = { type: "navigate", serverTiming: [{ name: "roundtrip" }] };

  it("tells that the bundled server has just sent it", () => {
    expect(broughtPage(marked, 500)).toBe(true);
    expect(broughtPage({ ...marked, type: "reload" }, 500)).toBe(true);
  });

  it("tells nothing when it is old, kept, from elsewhere or without timing", () => {
    expect(broughtPage(marked, 60_000)).toBe(false);
    expect(broughtPage({ ...marked, type: "back_forward" }, 500)).toBe(false);
    expect(broughtPage({ ...marked, serverTiming: [] }, 500)).toBe(false);
    expect(broughtPage({ type: "navigate" }, 500)).toBe(false);
    expect(broughtPage(undefined, 500)).toBe(false);
  });
});
