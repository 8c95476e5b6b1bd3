import { DatabaseSync } from "node:sqlite";
import { describe, expect, it, vi } from "vitest";
import type { Auth } from "../contract/events.ts";
import limits from "../contract/limits.json" with { type: "json" };
import { BACKENDS } from "./chat-process.ts";
import { newId, newRoom, openTab, somebody } from "./open-tab.ts";
import { ROOM, withRoom } from "./with-room.ts";

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const OF_YOURS =
  "You have made many rooms in a short time. Join one that is there, or try again in an hour.";
const OF_NETWORK =
  "Many rooms have been made from your network in a short time. Join one that is there, or try again in an hour.";

describe.each(BACKENDS)("the chat on $name", (backend) => {
  const { closeLater, place, start } = withRoom();

  async function tab(url: string, auth: Auth) {
    const opened = openTab(url, auth);
    closeLater(() => opened.socket.disconnect());
    await opened.connected();
    return opened;
  }

  it("lets nobody fill it with rooms, and lets everybody talk in those that are there", async () => {
    const { url } = await start(backend, place());
    let made = 0;
    const refused: string[] = [];
    // More people than it takes for all rooms that their network may make.
    for (let n = 0; n < limits.roomBurst / limits.userRoomBurst + 1; n += 1) {
      const greedy = await tab(url, somebody("Greedy"));
      for (let room = 0; room <= limits.userRoomBurst; room += 1) {
        const answer = await greedy.ask("join", { room: newRoom() });
        if (answer.ok) made += 1;
        else refused.push(answer.error);
      }
    }
    expect(made).toBe(limits.roomBurst);
    expect(made).toBeLessThan(limits.rooms / 2);
    expect(new Set(refused)).toEqual(new Set([OF_YOURS, OF_NETWORK]));

    const alice = await tab(url, somebody("Alice"));
    const { rooms } = await alice.get("rooms", {});
    const room = rooms[0]?.name ?? "";
    await alice.get("join", { room });
    const sent = { id: newId(), room, text: "still here" };
    expect(await alice.ask("send", sent)).toMatchObject({ ok: true });
  });

  it("lets a user have many tabs, and not without end", async () => {
    const { url } = await start(backend, place());
    const auth = somebody("Alice");
    for (let n = 0; n < limits.tabs; n += 1) await tab(url, auth);
    await expect(tab(url, auth)).rejects.toThrow(
      "You have this chat open in 20 tabs, which is the most. Close one, then try again.",
    );
    await tab(url, somebody("Bob"));
  });

  it("ends a room that nobody uses, tells everyone, and begins it anew", async () => {
    const file = place();
    const server = await start(backend, file, { lookEvery: 50 });
    const other = await start(backend, file);
    const alice = await tab(server.url, somebody("Alice"));
    const bobs = somebody("Bob");
    const bob = await tab(other.url, bobs);
    for (const room of [ROOM, "Unused"]) await alice.get("join", { room });
    await alice.get("send", { id: newId(), room: ROOM, text: "old" });

    // Those that Alice is in are in use, however long ago somebody came.
    const gone = await tab(server.url, somebody("Gone"));
    await gone.get("join", { room: "Quiet" });
    gone.socket.disconnect();
    for (const one of [alice, bob])
      await one.hear("room", ({ name }) => name === "Quiet");
    const database = new DatabaseSync(file, { timeout: 5_000 });
    database.exec("UPDATE rooms SET used = 1");
    database.close();
    for (const one of [alice, bob])
      await one.hear("ended", ({ room }) => room === "Quiet");
    const { rooms } = await bob.get("rooms", {});
    expect(rooms.map(({ name }) => name)).toEqual([ROOM, "Unused"]);

    const { room, messages, fresh } = await bob.get("join", {
      room: "Quiet",
      after: 12,
    });
    expect(room).toMatchObject({ name: "Quiet", founder: bobs.user, seq: 0 });
    expect([messages, fresh]).toEqual([[], true]);
  });
});
