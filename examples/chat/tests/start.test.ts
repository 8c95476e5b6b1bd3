import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { expect, it } from "vitest";
import limits from "../contract/limits.json" with { type: "json" };
import type { Backend } from "./chat-process.ts";
import { BACKENDS, startChat, temporaryFile } from "./chat-process.ts";
import { openTab, somebody } from "./open-tab.ts";

/** Starts a server that is to end by itself; gives its exit code and what it said. */
async function startInVain(
  { command, program }: Backend,
  env: Record<string, string>,
) {
  const server = spawn(command, [program], {
    env: { ...process.env, ...env },
    stdio: ["ignore", "ignore", "pipe"],
  });
  let said = "";
  server.stderr.on("data", (data: Buffer) => (said += data.toString()));
  const [code] = (await once(server, "close")) as [number | null];
  expect(said).not.toMatch(/Traceback|^ +at /m);
  return { code, said };
}

it.each(BACKENDS)(
  "the chat on $name says so where its port is taken, and ends",
  async (backend) => {
    const { file, remove } = temporaryFile();
    const first = await startChat(backend, file);
    const { code, said } = await startInVain(backend, {
      PORT: String(first.port),
      CHAT_FILE: file,
    });
    await first.stop();
    remove();
    expect(code).toBe(1);
    expect(said).toContain(
      `Port ${first.port} is taken, perhaps by this chat. ` +
        "Stop what is there, or name another in PORT.",
    );
  },
);

it.each(BACKENDS)(
  "the chat on $name says so where its file is no database, ends, and leaves the file as it is",
  async (backend) => {
    const { file, remove } = temporaryFile();
    const text = "This is a letter. ".repeat(100);
    writeFileSync(file, text);
    const { code, said } = await startInVain(backend, {
      PORT: "0",
      CHAT_FILE: file,
    });
    const left = readFileSync(file, "utf8");
    remove();
    expect(code).toBe(1);
    expect(said).toBe(
      `The chat cannot use ${file}: file is not a database. ` +
        "Move that file elsewhere to begin with an empty chat, or name another in CHAT_FILE.\n",
    );
    expect(left).toBe(text);
  },
);

/** In so many rounds an interruption meets a server in the middle of a request, again and again. */
const ROUNDS = 8;
/** As many as a client may have at once. */
const REQUESTS = limits.eventBurst - 1;

it.each(BACKENDS)(
  "the chat on $name ends by Ctrl+C, whatever it is doing for its clients",
  async (backend) => {
    const { file, remove } = temporaryFile();
    for (let round = 0; round < ROUNDS; round += 1) {
      const chat = await startChat(backend, file);
      const alice = openTab(chat.url, somebody("Alice"));
      await alice.connected();
      // With the first answer, the others are being made.
      await new Promise<void>((resolve) => {
        for (let asked = 0; asked < REQUESTS; asked += 1)
          alice.socket.emit("rooms", {}, () => resolve());
      });
      await chat.interrupt();
      alice.socket.disconnect();
    }
    remove();
  },
);

it.each(BACKENDS)(
  "several servers on $name can open one new file at the same moment",
  async ({ command, openAtOnce }) => {
    const opening = spawn(command, [openAtOnce], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    let said = "";
    opening.stdout.on("data", (data: Buffer) => (said += data.toString()));
    const [code] = (await once(opening, "close")) as [number | null];
    expect(said).toBe("");
    expect(code).toBe(0);
  },
);

it.each(BACKENDS)(
  "the chat on $name ends when it is told to, though a browser keeps a connection open that it may use later",
  async (backend) => {
    const { file, remove } = temporaryFile();
    const chat = await startChat(backend, file);
    const spare = connect(chat.port, "127.0.0.1");
    await once(spare, "connect");
    // It has been taken: the server answers others that came after it.
    await (await fetch(chat.url)).text();
    const cut = once(spare.resume(), "close");
    await chat.stop();
    await cut;
    remove();
  },
);
