import { describe, expect, it, vi } from "vitest";
import limits from "../contract/limits.json" with { type: "json" };
import { openDatabase } from "../server/open-database.ts";
import { createSqliteStore } from "../server/sqlite-store.ts";
import { BACKENDS } from "./chat-process.ts";
import type { Client } from "./open-client.ts";
import { hears } from "./open-client.ts";
import { newId, openTab, somebody } from "./open-tab.ts";
import { ROOM, withRoom } from "./with-room.ts";

vi.setConfig({ testTimeout: 90_000, hookTimeout: 60_000 });

describe.each(BACKENDS)("the chat on $name, under load", (backend) => {
  const { closeLater, place, start, client, stored, agree } = withRoom();

  it("lets others chat while one floods", async () => {
    const server = await start(backend, place());
    const alice = await client(server, "Alice");
    const bob = await client(server, "Bob");
    const flooder = openTab(server.url, somebody("Flooder"));
    closeLater(() => flooder.socket.disconnect());
    await flooder.connected();
    await flooder.get("join", { room: ROOM });
    const thrownOut = new Promise((resolve) =>
      flooder.socket.once("disconnect", resolve),
    );
    for (let n = 0; n < 5000; n += 1)
      flooder.socket.emit(
        "send",
        { id: newId(), room: ROOM, text: `flood ${n}` },
        () => undefined,
      );
    alice.send(ROOM, "can you hear me?");
    await bob.until(hears(ROOM, "can you hear me?"));
    bob.send(ROOM, "I can");
    await alice.until(hears(ROOM, "I can"));
    expect(await thrownOut).toBe("io server disconnect");
    const all = await stored(server);
    const flood = all.filter((text) => text.startsWith("flood"));
    expect(flood.length).toBeLessThan(
      limits.messageBurst + limits.messagesPerSecond * 20,
    );
    expect(alice.texts(ROOM)).toEqual(all.slice(-alice.texts(ROOM).length));
    expect(alice.texts(ROOM)).toEqual(bob.texts(ROOM));
  });

  it("pages through 10,000 messages", async () => {
    const file = place();
    const store = createSqliteStore(openDatabase(file));
    const author = somebody("Author");
    store.admit({ id: author.user, name: author.name }, "hash");
    store.join(ROOM, author.user);
    for (let n = 1; n <= 10_000; n += 1)
      store.add({
        id: newId(),
        room: ROOM,
        user: author.user,
        name: author.name,
        text: `${n}`,
        at: n,
      });
    store.close();
    const server = await start(backend, file);
    expect(await stored(server)).toEqual(
      Array.from({ length: 10_000 }, (_, n) => `${n + 1}`),
    );
  });

  it("brings each message to 200 clients in a room, once and in one order", async () => {
    const server = await start(backend, place());
    const clients: Client[] = [];
    for (let n = 1; n <= 200; n += 1)
      clients.push(await client(server, `Client ${n}`));
    const said = clients.map((one, n) => {
      one.send(ROOM, `from ${n + 1}`);
      return `from ${n + 1}`;
    });
    await agree(server, clients, said);
    await clients[0]?.until(
      ({ rooms }) => rooms[ROOM]?.present.length === clients.length,
    );
  });
});
