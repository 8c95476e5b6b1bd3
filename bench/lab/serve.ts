import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Server } from "socket.io";
import { createFlask } from "#server/node/flask/flask.ts";
import { findFlask } from "#server/node/flask/prepare.ts";
import { createHost } from "#server/node/host.ts";

/** A server under measure, in a process of its own: "bare" Socket.IO or the "host" with its labs, and a site; "flask" is a host with Flask beside it. */
const [, , kind, dist] = process.argv;

const PROGRAM = `import { Server } from "socket.io";

const io = new Server(3000);

io.on("connection", (socket) => {
  socket.on("echo", (text, done) => {
    done(text);
  });
});
`;

const server = createServer();
let ready: Promise<unknown> = Promise.resolve();

if (kind === "bare") {
  const io = new Server(server, { serveClient: false });
  io.on("connection", (socket) => {
    socket.on("echo", (text: string, done: (text: string) => void) => {
      done(text);
    });
  });
} else if (kind === "flask") {
  const lessonsDir = fileURLToPath(new URL("./lessons", import.meta.url));
  const flask = createFlask({
    prepare: findFlask({ lessonsDirs: [lessonsDir] }),
    onState(state) {
      if (state.is === "off") throw new Error(state.why);
    },
    log: (line) => console.error(line),
  });
  createHost({ lessonsDir, flask }).attach(server);
  flask.start();
  ready = flask.settled();
} else {
  const lessonsDir = mkdtempSync(join(tmpdir(), "lessons-"));
  process.on("exit", () => rmSync(lessonsDir, { recursive: true }));
  mkdirSync(join(lessonsDir, "echo"));
  writeFileSync(join(lessonsDir, "echo", "server.js"), PROGRAM);
  createHost({
    lessonsDir,
    ...(dist !== undefined && { dist }),
    limits: {
      messagesPerSecond: 1e9,
      messageBurst: 1e9,
      handshakeBurst: 1e9,
      maxLabs: 5_000,
      labsPerAddress: 5_000,
    },
  }).attach(server);
}

await ready;
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  process.send?.({
    port: typeof address === "object" && address ? address.port : 0,
  });
});

process.on("message", () => {
  globalThis.gc?.();
  const { user, system } = process.cpuUsage();
  process.send?.({
    cpuMs: (user + system) / 1_000,
    rss: process.memoryUsage().rss,
  });
});
process.on("disconnect", () => process.exit(0));
