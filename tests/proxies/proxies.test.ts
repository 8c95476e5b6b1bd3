import { io, type Socket } from "socket.io-client";
import { describe, expect, it, onTestFinished } from "vitest";
import { labPath, STREAM_PATH } from "#contract/stream.ts";
import { CHAT_PATH } from "#contract/chat.ts";
import { failureOf } from "#lab/backends/connection-failure.ts";
import { readHostAddress } from "#lab/backends/host-address.ts";
import { askNode } from "#lab/backends/node-health.ts";
import { freePort } from "#server/node/listen.ts";
import { readPublicAddress } from "#server/node/visitors/public-address.ts";
import { folderOf } from "#tests/support/server/folder-of.ts";
import { LAB, openHost } from "#tests/support/server/open-host.ts";
import {
  hasProxy,
  shownProxyConfig,
  startProxy,
  type ProxyProgram,
} from "#tests/support/server/reverse-proxy.ts";

const ECHO = `import { Server } from "socket.io";
const io = new Server(3000);
io.on("connection", (socket) => {
  socket.on("hello", (done) => done("hi"));
});
`;
const PAGES = {
  "index.html": "<h1>Roundtrip</h1>",
  "lessons/send/index.html": "<h1>Send</h1>",
};

/** A server, a proxy before it, and the address that readers open; `told` says it to the server. */
async function open(
  program: ProxyProgram,
  config: string,
  { folder = "/", told = true } = {},
) {
  const own = await freePort("127.0.0.1");
  const root = `http://127.0.0.1:${own}${folder}`;
  const publicAddress = told ? readPublicAddress(root) : undefined;
  const host = await openHost(
    { echo: ECHO },
    {
      dist: folderOf(PAGES),
      chatFile: ":memory:",
      ...(publicAddress && { publicAddress }),
    },
  );
  onTestFinished(() => host.close());
  const proxy = await startProxy(program, config, { own, server: host.port });
  onTestFinished(() => proxy[Symbol.asyncDispose]());
  return { root, connect: connector(root) };
}

/** Connects as a page of the site does: a browser names the page's origin. */
const connector = (root: string) => (path: string, options: object) => {
  const { origin, base } = readHostAddress(root);
  const socket = io(origin, {
    path: base + path,
    extraHeaders: { origin },
    forceNew: true,
    ...options,
  });
  onTestFinished(() => void socket.disconnect());
  return socket;
};

const connected = (socket: Socket): Promise<unknown> =>
  new Promise((resolve) => {
    socket.once("connect", () => resolve("connected"));
    socket.once("connect_error", (error) => resolve(failureOf(error)));
    socket.once("disconnect", (_, details) => resolve(failureOf(details)));
  });

const upgraded = ({ io: manager }: Socket): Promise<void> =>
  new Promise((resolve) => {
    if (manager.engine.transport.name === "websocket") resolve();
    else manager.engine.once("upgrade", () => resolve());
  });

const SHOWN = [
  { program: "nginx", file: "nginx.conf", folder: "/" },
  { program: "nginx", file: "nginx-folder.conf", folder: "/course/" },
  { program: "caddy", file: "Caddyfile", folder: "/" },
  { program: "caddy", file: "folder.Caddyfile", folder: "/course/" },
] as const;

describe.each(SHOWN)("behind $file", ({ program, file, folder }) => {
  it.skipIf(!hasProxy(program))(
    "a page, a lab with its stream, and the chat work, by WebSocket too",
    async () => {
      const { root, connect } = await open(program, shownProxyConfig(file), {
        folder,
      });
      const page = await fetch(`${root}lessons/send`);
      expect(page.url).toBe(`${root}lessons/send/`);
      expect(await page.text()).toBe("<h1>Send</h1>");
      expect(await askNode(readHostAddress(root))).toMatchObject({ ok: true });

      const client = connect(labPath("echo", LAB), {});
      expect(await connected(client)).toBe("connected");
      await upgraded(client);
      expect(await client.emitWithAck("hello")).toBe("hi");
      const stream = connect(STREAM_PATH, {
        auth: { lesson: "echo", lab: LAB },
      });
      await new Promise((resolve) => stream.once("hops", resolve));
      const auth = {
        user: "somebody1",
        token: "a-token-of-somebody-1",
        name: "S",
      };
      const chat = connect(CHAT_PATH, { auth });
      expect(await connected(chat)).toBe("connected");
    },
  );
});

/** What people write first: nothing but where the server is. */
const BARE =
  "server { listen 80; location /course/ { proxy_pass http://127.0.0.1:4242/; } }";

describe.skipIf(!hasProxy("nginx"))(
  "behind nginx with its default headers",
  () => {
    it("a server that was told its public address works, by polling", async () => {
      const { connect } = await open("nginx", BARE, { folder: "/course/" });
      const client = connect(labPath("echo", LAB), {});
      expect(await connected(client)).toBe("connected");
      expect(await client.emitWithAck("hello")).toBe("hi");
    });

    it("one that wasn't told says why it refuses", async () => {
      const { connect } = await open("nginx", BARE, {
        folder: "/course/",
        told: false,
      });
      for (const path of [labPath("echo", LAB), STREAM_PATH, CHAT_PATH])
        expect(await connected(connect(path, {}))).toMatchObject({
          is: "refused",
          refusal: {
            code: "foreign-origin",
            message: expect.stringContaining("--public-url") as string,
          },
        });
    });

    it("one that has stopped is broken, which is neither a refusal nor absence", async () => {
      const own = await freePort();
      // Nothing listens there.
      const server = await freePort();
      const proxy = await startProxy("nginx", BARE, { own, server });
      onTestFinished(() => proxy[Symbol.asyncDispose]());
      const root = `http://127.0.0.1:${own}/course/`;
      expect(await askNode(readHostAddress(root))).toEqual({
        ok: false,
        why: "The server here isn't working (HTTP status 502)",
        forNow: true,
      });
      const client = connector(root)(labPath("echo", LAB), {});
      expect(await connected(client)).toEqual({ is: "broken", status: 502 });
    });
  },
);
