import { expect, it, onTestFinished } from "vitest";
import { createNodeBackend } from "#lab/backends/node.ts";
import { openLab } from "#lab/lab.ts";
import { createHost } from "#server/node/host.ts";
import { listen } from "#tests/support/lab/serve-host.ts";
import { folderOf } from "#tests/support/server/folder-of.ts";

const QUIET = `import { Server } from "socket.io";
new Server(3000);
`;
const FULL = "This lab already has 1 clients, which is as many as it takes.";

it("repeats what the server says as it refuses a client, once, until it takes it", async () => {
  const { origin, close } = await listen(
    createHost({
      lessonsDir: folderOf({ "quiet/server.js": QUIET }),
      limits: { clientsPerLab: 1 },
    }),
  );
  onTestFinished(close);
  const lab = openLab(
    { lesson: "quiet" },
    {
      clients: ["Alice", "Bob"],
      offline: ["Bob"],
      actions: {},
      options: { Bob: { reconnectionDelay: 10, reconnectionDelayMax: 10 } },
    },
    createNodeBackend(origin),
  );
  onTestFinished(() => lab.close());
  lab.start();
  const [alice, bob] = [lab.client("Alice"), lab.client("Bob")];
  await expect.poll(() => alice.socket.connected).toBe(true);
  const attempts: number[] = [];
  bob.socket.io.on("reconnect_attempt", (attempt) => attempts.push(attempt));
  bob.socket.connect();
  await expect.poll(() => attempts.length).toBeGreaterThan(1);
  expect(bob.status().refusal).toBe(FULL);
  const notes = lab.trace.hops.filter((hop) => hop.kind === "note");
  expect(notes).toMatchObject([
    { text: `Bob’s connection was refused. ${FULL}` },
  ]);
  alice.socket.disconnect();
  await expect.poll(() => bob.socket.connected).toBe(true);
  expect(bob.status().refusal).toBeUndefined();
});
