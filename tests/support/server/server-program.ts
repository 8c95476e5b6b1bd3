import {
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Command } from "#server/node/flask/flask-process.ts";

/** A program that a supervisor may run as a server, with its process ids. */
export interface ServerProgram extends Disposable {
  readonly command: Command;
  /** The ids of its processes, in the order they were started. */
  pids(): number[];
}

/**
 * Writes one that does `body` at each start: there `listen()` serves what `server` answers and says
 * the port, and `starts` counts the starts from 1.
 */
export function writeServerProgram(body: string): ServerProgram {
  const folder = mkdtempSync(join(tmpdir(), "roundtrip-server-"));
  const starts = join(folder, "starts");
  const file = join(folder, "server.mjs");
  writeFileSync(
    file,
    `import { appendFileSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
const file = ${JSON.stringify(starts)};
appendFileSync(file, process.pid + "\\n");
const starts = readFileSync(file, "utf8").trim().split("\\n").length;
process.stdin.on("end", () => process.exit(0)).resume();
const told = ({ url, headers }) => JSON.stringify({ url, headers });
const server = createServer((req, res) => res.end(told(req)));
server.on("upgrade", (req, socket) => {
  socket.write("HTTP/1.1 101 Switching Protocols\\r\\nConnection: Upgrade\\r\\nUpgrade: websocket\\r\\n\\r\\n");
  socket.write(told(req) + "\\n");
  socket.pipe(socket);
});
const listen = () => server.listen(0, "127.0.0.1", () => {
  console.log(JSON.stringify({ port: server.address().port }));
});
${body}`,
  );
  return {
    command: { file: process.execPath, args: [file] },
    pids: () =>
      existsSync(starts)
        ? readFileSync(starts, "utf8").trim().split("\n").map(Number)
        : [],
    [Symbol.dispose]: () => rmSync(folder, { recursive: true }),
  };
}

/** Whether there is a process of that id. */
export function isAlive(pid: number | undefined): boolean {
  try {
    return pid !== undefined && process.kill(pid, 0);
  } catch {
    return false;
  }
}
