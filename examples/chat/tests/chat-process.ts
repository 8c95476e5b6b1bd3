import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { findPython } from "./python.ts";

const at = (path: string) =>
  fileURLToPath(new URL(`../${path}`, import.meta.url));

/** How a server is run: its command, its program, and programs for tests: one that kills itself or has little room, one that opens a database from many threads. */
export interface Backend {
  name: "Node" | "Flask";
  command: string;
  program: string;
  fragileProgram: string;
  openAtOnce: string;
}

const python = findPython();
if (!python)
  console.warn(
    "The chat on Flask is not tested: no Python has what flask/requirements.txt names.",
  );

/** The servers that can run on this computer. */
export const BACKENDS: Backend[] = [
  {
    name: "Node",
    command: process.execPath,
    program: at("server/server.ts"),
    fragileProgram: at("tests/fragile-server.ts"),
    openAtOnce: at("tests/open-at-once.ts"),
  },
  ...(python
    ? [
        {
          name: "Flask" as const,
          command: python,
          program: at("flask/app.py"),
          fragileProgram: at("tests/fragile_app.py"),
          openAtOnce: at("tests/open_at_once.py"),
        },
      ]
    : []),
];

export interface ChatProcess {
  url: string;
  port: number;
  /** Fulfilled when the process has ended, however it ended. */
  ended: Promise<unknown>;
  /** What it has said of errors until now. */
  errors(): string;
  /** Ends it at once, as a crash would. */
  kill(): Promise<void>;
  /** Ends it as a system does that stops it. */
  stop(): Promise<void>;
  /** Ends it as Ctrl+C in its terminal does. */
  interrupt(): Promise<void>;
}

interface ChatOptions {
  port?: number;
  /** It dies when it has stored so many messages. */
  dieAt?: number;
  /** The pages that its file may have, as on a disk that is full then. */
  mostPages?: number;
  /** So often, in milliseconds, it is looked which rooms are used. */
  lookEvery?: number;
}

/** Runs a server in a process of its own until it says where it listens. */
export async function startChat(
  backend: Backend,
  file: string,
  { port = 0, dieAt, mostPages, lookEvery }: ChatOptions = {},
): Promise<ChatProcess> {
  const isFragile = [dieAt, mostPages, lookEvery].some(
    (one) => one !== undefined,
  );
  const program = isFragile ? backend.fragileProgram : backend.program;
  const child = spawn(backend.command, [program], {
    env: {
      ...process.env,
      PORT: String(port),
      CHAT_FILE: file,
      ...(dieAt !== undefined && { CHAT_DIE_AT: String(dieAt) }),
      ...(mostPages !== undefined && { CHAT_MOST_PAGES: String(mostPages) }),
      ...(lookEvery !== undefined && { CHAT_LOOK_EVERY: String(lookEvery) }),
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let errors = "";
  child.stderr.on("data", (data: Buffer) => (errors += data.toString()));
  child.stderr.pipe(process.stderr);
  const ended = once(child, "exit");
  const listening = await Promise.race([portOf(child), ended.then(() => 0)]);
  if (listening === 0)
    throw new Error(`${backend.name} ended before it listened.`);
  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode === null && child.signalCode === null)
      child.kill(signal);
    await ended;
  };
  return {
    url: `http://127.0.0.1:${listening}`,
    port: listening,
    ended,
    errors: () => errors,
    kill: () => end("SIGKILL"),
    stop: () => end("SIGTERM"),
    interrupt: () => end("SIGINT"),
  };
}

async function portOf(child: ChildProcess): Promise<number> {
  if (!child.stdout) throw new Error("The server's output is not read.");
  const lines = createInterface({ input: child.stdout });
  for await (const line of lines) {
    const port = /localhost:(\d+)/.exec(line)?.[1];
    if (port) return Number(port);
  }
  return 0;
}

/** A place for a database, for one test; `remove` takes it away. */
export function temporaryFile() {
  const folder = mkdtempSync(join(tmpdir(), "chat-"));
  return {
    file: join(folder, "chat.db"),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
