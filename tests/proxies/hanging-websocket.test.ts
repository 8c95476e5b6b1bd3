import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";
import { expect, it, onTestFinished } from "vitest";
import { createNodeBackend } from "#lab/backends/node.ts";
import { openLab } from "#lab/lab.ts";
import type { LabDefinition } from "#lab/lesson.ts";
import { createHost } from "#server/node/host.ts";
import { folderOf } from "#tests/support/server/folder-of.ts";

const ECHO = `import { Server } from "socket.io";
const io = new Server(3000);
io.on("connection", (socket) => socket.on("hello", () => {}));
`;

const LAB: LabDefinition = {
  clients: ["Alice"],
  actions: {
    hello: {
      label: "Alice says hello",
      who: "Alice",
      run: (socket) => void socket.emit("hello"),
    },
  },
};

/** A host behind something that lets HTTP through and never answers an upgrade. */
async function openWithoutUpgrades(blocked = /^$/): Promise<string> {
  const host = createHost({
    lessonsDir: folderOf({ "echo/server.js": ECHO }),
  });
  const hanging = new Set<Duplex>();
  const server = createServer((req, res) => {
    if (blocked.test(req.url ?? "")) res.writeHead(404).end("Nothing here");
    else host.handleRequest(req, res);
  });
  server.on("upgrade", (_, socket: Duplex) => hanging.add(socket));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(async () => {
    await host.close();
    for (const socket of hanging) socket.destroy();
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function open(root: string) {
  const lab = openLab({ lesson: "echo" }, LAB, createNodeBackend(root));
  onTestFinished(() => lab.close());
  lab.start();
  return lab;
}

it("the clients and the server's steps come by polling where a WebSocket is never answered", async () => {
  const lab = open(await openWithoutUpgrades());
  await lab.act("hello");
  await expect
    .poll(() => lab.trace.hops)
    .toContainEqual(
      expect.objectContaining({
        kind: "server",
        step: expect.objectContaining({
          kind: "handler",
          event: "hello",
        }) as unknown,
      }),
    );
  expect(lab.client("Alice").status().transport).toBe("polling");
  expect(lab.trouble()).toBeUndefined();
});

it("a lab whose clients reach the server goes on without the server's steps, and says so", async () => {
  const lab = open(await openWithoutUpgrades(/^\/stream\//));
  await expect.poll(() => lab.client("Alice").socket.connected).toBe(true);
  await expect
    .poll(() => lab.trouble(), { timeout: 10_000 })
    .toMatchObject({
      kind: "broken",
      text: expect.stringMatching(/^The clients are connected/) as string,
    });
  await lab.act("hello");
});
