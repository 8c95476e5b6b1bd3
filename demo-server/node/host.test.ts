import { once } from "node:events";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readlinkSync,
  realpathSync,
} from "node:fs";
import { createServer } from "node:http";
import { connect } from "node:net";
import { join } from "node:path";
import { brotliCompressSync } from "node:zlib";
import { afterEach, describe, expect, it } from "vitest";
import { labPath } from "#contract/stream.ts";
import { folderOf } from "#tests/support/server/folder-of.ts";
import {
  isHandler,
  LAB,
  openHost,
  said,
  upgradeRequest,
  type OpenHost,
} from "#tests/support/server/open-host.ts";

const VERSION = (
  version: number,
): string => `import { Server } from "socket.io";
const io = new Server(3000);
io.on("connection", (socket) => {
  socket.on("version", (done) => done(${version}));
});`;

let at: OpenHost;
afterEach(() => at.close());

const PAGES = {
  "index.html": "<h1>Roundtrip</h1>",
  "index.html.br": brotliCompressSync("<h1>Roundtrip</h1>"),
  "lessons/chat/index.html": "<h1>Chat</h1>",
  "404.html": "<h1>Nothing here</h1>",
  "_astro/a.1234.js": "1;",
  ".site/csp.json": JSON.stringify({ scriptHashes: ["sha256-abc="] }),
};

describe("stopping", () => {
  it("ends within a second with clients, streams and idle connections open, by the transport", async () => {
    at = await openHost({ lesson: VERSION(1) });
    const news = await at.stream("lesson");
    const alice = await at.client("lesson");
    const bob = await at.client("lesson", LAB, { transports: ["polling"] });
    // Leaves a connection open that nobody uses.
    await (await fetch(`${at.url}/healthz`)).text();
    const closing = said(news, "closing");
    const reasons = Promise.all([
      alice.next("disconnect"),
      bob.next("disconnect"),
    ]);
    const start = performance.now();
    await at.host.close();
    expect(performance.now() - start).toBeLessThan(1_000);
    expect(await closing).toEqual({ why: "The server is stopping." });
    // With any other reason a client would not try to come back.
    for (const { values } of await reasons)
      expect(values[0]).toMatch(/^transport (close|error)$/);
    expect(alice.socket.active).toBe(true);
    await expect(fetch(`${at.url}/healthz`)).rejects.toThrow();
  });

  it("can be asked for twice", async () => {
    at = await openHost({ lesson: VERSION(1) });
    await Promise.all([at.host.close(), at.host.close()]);
  });
});

describe("reload", () => {
  it("brings clients and streams back to the new program", async () => {
    at = await openHost({ lesson: VERSION(1), other: VERSION(7) });
    const news = await at.stream("lesson");
    const [alice, other] = [
      await at.client("lesson"),
      await at.client("other"),
    ];
    expect(await alice.ask("version")).toBe(1);
    at.writeLesson("lesson", VERSION(2));
    const back = alice.next("connect");
    const closing = said(news, "closing");
    const running = said(news, "running");
    await at.host.reload("lesson");
    expect(await closing).toEqual({ why: "The lesson's program has changed." });
    await back;
    expect(await alice.ask("version")).toBe(2);
    await running;
    expect(news.runs[1]).not.toBe(news.runs[0]);
    expect(other.socket.connected).toBe(true);
    expect(await other.ask("version")).toBe(7);
    await news.hop(isHandler("connection", alice.socket.io.engine.id ?? ""));
  });
});

it("gives a step the program of the nearest step before it that has one", async () => {
  at = await openHost({
    "course/steps/1-first": VERSION(1),
    "course/steps/10-tenth": VERSION(10),
  });
  mkdirSync(join(at.lessonsDir, "course/steps/2-second"));
  const second = await at.client("course.2-second");
  expect(await second.ask("version")).toBe(1);
  const tenth = await at.client("course.10-tenth");
  expect(await tenth.ask("version")).toBe(10);
  // A program that is reloaded is so for those that inherit it too.
  at.writeLesson("course/steps/1-first", VERSION(3));
  const back = second.next("connect");
  await at.host.reload("course.1-first");
  await back;
  expect(await second.ask("version")).toBe(3);
  const nothing = await fetch(
    `${at.url}${labPath("course.3-nothing", LAB)}?EIO=4&transport=polling`,
  );
  expect(await nothing.json()).toMatchObject({ code: "unknown-lesson" });
});

it("answers who takes it for a proxy", async () => {
  at = await openHost({ lesson: VERSION(1) });
  const answer = await at.raw(
    "CONNECT other.example:443 HTTP/1.1\r\nHost: other.example:443\r\n\r\n",
  );
  expect(answer).toMatch(
    /^HTTP\/1\.1 400 [^]*There is nothing at this address/,
  );
});

it("answers who asks for a WebSocket where its health is told", async () => {
  at = await openHost({ lesson: VERSION(1) });
  const upgrade = upgradeRequest("/healthz?EIO=4&transport=websocket");
  expect(await at.raw(upgrade)).toMatch(/^HTTP\/1\.1 400 /);
});

describe("the site", () => {
  it("is served compressed, with security headers and what may be cached", async () => {
    at = await openHost({}, { dist: folderOf(PAGES) });
    const page = await fetch(at.url, { headers: { "accept-encoding": "br" } });
    expect(page.status).toBe(200);
    expect(page.headers.get("content-encoding")).toBe("br");
    expect(await page.text()).toBe("<h1>Roundtrip</h1>");
    expect(page.headers.get("cache-control")).toBe("no-cache");
    expect(page.headers.get("content-security-policy")).toContain(
      "script-src 'self' 'wasm-unsafe-eval' 'sha256-abc=';",
    );
    expect(page.headers.get("x-content-type-options")).toBe("nosniff");
    const etag = page.headers.get("etag") ?? "";
    const again = await fetch(at.url, {
      headers: { "accept-encoding": "br", "if-none-match": etag },
    });
    expect(again.status).toBe(304);
    const script = await fetch(`${at.url}/_astro/a.1234.js`);
    expect(script.headers.get("cache-control")).toContain("immutable");
    expect(await (await fetch(`${at.url}/lessons/chat/`)).text()).toContain(
      "Chat",
    );
  });

  it("stands in a frame of the sites that it is told, else of none", async () => {
    const ancestors = async (): Promise<string | undefined> =>
      (await fetch(at.url)).headers
        .get("content-security-policy")
        ?.split("; ")
        .find((rule) => rule.startsWith("frame-ancestors"));
    at = await openHost({}, { dist: folderOf(PAGES) });
    expect(await ancestors()).toBe("frame-ancestors 'none'");
    await at.close();
    const embedFrom = ["https://lms.example", "https://moodle.example"];
    at = await openHost({}, { dist: folderOf(PAGES), embedFrom });
    expect(await ancestors()).toBe(`frame-ancestors ${embedFrom.join(" ")}`);
  });

  it("is marked as sent by this server, unless pages must ask how it is reached", async () => {
    at = await openHost({}, { dist: folderOf(PAGES) });
    const mark = async () => (await fetch(at.url)).headers.get("server-timing");
    expect(await mark()).toBe("roundtrip");
    at.host.offerWebTransport({ certificateHash: "c29tZQ==" });
    expect(await mark()).toBeNull();
    expect(
      (await fetch(`${at.url}/nothing`)).headers.get("server-timing"),
    ).toBeNull();
  });

  it("leads to the slash that a page's address ends with", async () => {
    at = await openHost({}, { dist: folderOf(PAGES) });
    const answer = await fetch(`${at.url}/lessons/chat?a=1`, {
      redirect: "manual",
    });
    expect(answer.status).toBe(301);
    expect(answer.headers.get("location")).toBe("./chat/?a=1");
    expect((await fetch(`${at.url}/lessons`)).status).toBe(404);
  });

  it.skipIf(!existsSync("/proc/self/fd"))(
    "closes a file whose reader goes before it is sent",
    async () => {
      const dist = folderOf({ "large.txt": "x".repeat(50_000_000) });
      at = await openHost({}, { dist });
      const file = realpathSync(join(dist, "large.txt"));
      const open = (): string[] =>
        readdirSync("/proc/self/fd").filter((fd) => {
          try {
            return readlinkSync(`/proc/self/fd/${fd}`) === file;
          } catch {
            // It was closed meanwhile, as the listing itself.
            return false;
          }
        });
      const socket = connect(at.port, "127.0.0.1");
      socket.write("GET /large.txt HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
      await once(socket, "readable");
      await expect.poll(open).toHaveLength(1);
      socket.destroy();
      await expect.poll(open).toEqual([]);
    },
  );

  it("has a 404 page, hides its own folder and takes odd requests", async () => {
    at = await openHost({}, { dist: folderOf(PAGES) });
    for (const path of [
      "/nothing",
      "/.site/csp.json",
      "/%2esite/csp.json",
      "/../package.json",
      "/%ZZ",
    ]) {
      const answer = await at.raw(
        `GET ${path} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`,
      );
      expect(answer).toMatch(/^HTTP\/1.1 404 [^]*Nothing here/);
      expect(answer).toContain("Content-Security-Policy");
    }
    expect((await fetch(at.url, { method: "POST", body: "hi" })).status).toBe(
      405,
    );
    expect(
      (await fetch(at.url, { headers: { range: "bytes=10-5" } })).status,
    ).toBe(200);
    expect(await at.raw(upgradeRequest("/elsewhere"))).toMatch(
      /^HTTP\/1.1 400 /,
    );
  });

  it("allows only its own scripts when the build left no hashes", async () => {
    at = await openHost({}, { dist: folderOf({ "index.html": "hi" }) });
    const policy = (await fetch(at.url)).headers.get("content-security-policy");
    expect(policy).toContain("script-src 'self' 'wasm-unsafe-eval';");
  });
});

it("leaves to another server what is not its own", async () => {
  at = await openHost({ lesson: VERSION(1) });
  const { host } = at;
  const server = createServer((_req, res) => res.end("the other"));
  server.on("upgrade", (_req, socket) =>
    socket.end("HTTP/1.1 101 Other\r\n\r\n"),
  );
  host.attach(server);
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as { port: number };
  expect(await (await fetch(`http://127.0.0.1:${port}/src/page`)).text()).toBe(
    "the other",
  );
  expect((await fetch(`http://127.0.0.1:${port}/healthz`)).status).toBe(200);
});
