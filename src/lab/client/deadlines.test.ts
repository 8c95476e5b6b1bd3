import { expect, it, onTestFinished } from "vitest";
import { createNodeBackend } from "#lab/backends/node.ts";
import { openLab } from "#lab/lab.ts";
import { createHost } from "#server/node/host.ts";
import { listen } from "#tests/support/lab/serve-host.ts";
import { folderOf } from "#tests/support/server/folder-of.ts";

const SERVER = `import { Server } from "socket.io";
const io = new Server(3000);
io.on("connection", (socket) => {
  socket.on("ask", (done) => socket.once("go", () => done("yes")));
});
`;

/** A lab with Alice alone, who is not connected yet. */
async function open(transports: string[]) {
  const { origin, close } = await listen(
    createHost({ lessonsDir: folderOf({ "ask/server.js": SERVER }) }),
  );
  onTestFinished(close);
  const lab = openLab(
    { lesson: "ask" },
    { clients: ["Alice"], actions: {}, options: { Alice: { transports } } },
    createNodeBackend(origin),
  );
  onTestFinished(() => lab.close());
  return { lab, alice: lab.client("Alice") };
}

it("tells until when a client waits for a connection, and then for an answer with a timeout", async () => {
  const { lab, alice } = await open(["websocket"]);
  expect(alice.deadline()).toBeUndefined();
  lab.start();
  expect(alice.deadline()).toMatchObject({ words: "gives up connecting" });
  await expect.poll(() => alice.socket.connected).toBe(true);
  expect(alice.deadline()).toBeUndefined();

  const before = performance.now();
  const answer = alice.socket.timeout(9_000).emitWithAck("ask");
  const deadline = alice.deadline();
  expect(deadline?.words).toBe("stops waiting for an acknowledgement");
  expect(deadline?.at).toBeGreaterThanOrEqual(before + 9_000);
  alice.socket.emit("go");
  expect(await answer).toBe("yes");
  expect(alice.deadline()).toBeUndefined();
});

it("tells until when a client by long polling waits for a heartbeat", async () => {
  const { lab, alice } = await open(["polling"]);
  lab.start();
  await expect.poll(() => alice.socket.connected).toBe(true);
  expect(alice.deadline()).toMatchObject({
    words: "takes its connection for dead",
  });
});
