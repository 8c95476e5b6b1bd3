import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect, it } from "vitest";
import limits from "../contract/limits.json" with { type: "json" };
import { BACKENDS, startChat, temporaryFile } from "./chat-process.ts";
import { openTab, somebody } from "./open-tab.ts";

it.each(BACKENDS)(
  "the chat on $name says so where its port is taken, and ends",
  async (backend) => {
    const { file, remove } = temporaryFile();
    const first = await startChat(backend, file);
    const second = spawn(backend.command, [backend.program], {
      env: { ...process.env, PORT: String(first.port), CHAT_FILE: file },
      stdio: ["ignore", "ignore", "pipe"],
    });
    let said = "";
    second.stderr.on("data", (data: Buffer) => (said += data.toString()));
    const [code] = (await once(second, "close")) as [number | null];
    await first.stop();
    remove();
    expect(code).toBe(1);
    expect(said).toContain(
      `Port ${first.port} is taken, perhaps by this chat. ` +
        "Stop what is there, or name another in PORT.",
    );
    expect(said).not.toMatch(/Traceback|^ +at /m);
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
