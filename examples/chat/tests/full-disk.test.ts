import { describe, expect, it, vi } from "vitest";
import { BACKENDS } from "./chat-process.ts";
import type { Tab } from "./open-tab.ts";
import { newId, openTab, somebody } from "./open-tab.ts";
import { ROOM, withRoom } from "./with-room.ts";

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

/** Little more than the empty tables take: fewer messages than may be sent at once fill it. */
const MOST_PAGES = 20;
const FULL =
  "The server's disk is full, so this was not stored. Tell whoever runs the server, then try again.";

describe.each(BACKENDS)("the chat on $name, its disk full", (backend) => {
  const { closeLater, place, start } = withRoom();

  async function tab(url: string, name: string): Promise<Tab> {
    const opened = openTab(url, somebody(name));
    closeLater(() => opened.socket.disconnect());
    await opened.connected();
    await opened.get("join", { room: ROOM });
    return opened;
  }

  const send = (by: Tab, text: string) =>
    by.ask("send", { id: newId(), room: ROOM, text });

  /** Writes until there is no room. */
  async function fill(by: Tab) {
    for (let n = 0; n < 200; n += 1) {
      const answer = await send(by, `${n}`.padEnd(2_000, "x"));
      if (!answer.ok) return answer.error;
    }
    throw new Error("The disk was never full.");
  }

  it("says so to who writes and to who runs it, and goes on telling what another server stores", async () => {
    const file = place();
    const full = await start(backend, file, { mostPages: MOST_PAGES });
    const other = await start(backend, file);
    const alice = await tab(full.url, "Alice");
    const bob = await tab(other.url, "Bob");

    expect(await fill(alice)).toBe(FULL);
    await vi.waitFor(() => expect(full.errors()).toContain(FULL));
    // Again and again, whatever was begun has ended.
    expect(await send(alice, "x".repeat(2_000))).toMatchObject({ error: FULL });
    for (const text of ["one", "two"]) {
      expect(await send(bob, text)).toMatchObject({ ok: true });
      await alice.hear("message", (message) => message.text === text);
    }
    // What could not be stored is told to nobody, and what could be is told once.
    const seqs = alice.heard("message").map(({ seq }) => seq);
    expect(new Set(seqs).size).toBe(seqs.length);
  });

  it("lets in and shows the history to who was there before", async () => {
    const file = place();
    const first = await start(backend, file);
    const auth = somebody("Alice");
    const before = openTab(first.url, auth);
    await before.connected();
    await before.get("join", { room: ROOM });
    await send(before, "kept");
    before.socket.disconnect();
    await first.stop();

    const full = await start(backend, file, { mostPages: 1 });
    const alice = openTab(full.url, auth);
    closeLater(() => alice.socket.disconnect());
    await alice.connected();
    const { messages } = await alice.get("join", { room: ROOM });
    expect(messages.map(({ text }) => text)).toEqual(["kept"]);
    expect(await fill(alice)).toBe(FULL);
  });
});
