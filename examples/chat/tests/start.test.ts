import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect, it } from "vitest";
import { BACKENDS, startChat, temporaryFile } from "./chat-process.ts";

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
