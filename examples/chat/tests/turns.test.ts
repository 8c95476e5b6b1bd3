import { describe, expect, it, vi } from "vitest";
import type { ChatProcess } from "./chat-process.ts";
import { BACKENDS } from "./chat-process.ts";
import type { Client } from "./open-client.ts";
import { hasSent, hears } from "./open-client.ts";
import { ROOM, withRoom } from "./with-room.ts";

vi.setConfig({ testTimeout: 90_000, hookTimeout: 60_000 });

describe.skipIf(BACKENDS.length < 2)("servers on one file", () => {
  const { place, start, client, stored, agree } = withRoom();

  it("take turns, and history, places and people stay", async () => {
    const file = place();
    let server: ChatProcess | undefined;
    const said: string[] = [];
    let port = 0;
    let alice: Client | undefined;
    for (const turn of [0, 1, 0, 1]) {
      const backend = BACKENDS[turn];
      if (!backend) throw new Error("There is no such server.");
      await server?.stop();
      server = await start(backend, file, { port });
      port = server.port;
      alice ??= await client(server, "Alice");
      for (const text of ["one", "two"]) {
        said.push(`${text} on ${backend.name}, ${said.length}`);
        alice.send(ROOM, said.at(-1) ?? "");
      }
      await alice.until(hasSent);
      expect(await agree(server, [alice], said)).toEqual(said);
    }
    await alice?.until(
      ({ rooms }) => rooms[ROOM]?.founder === alice?.getState().me.id,
    );
  });

  it("write into it at the same time, and no place is given twice", async () => {
    const file = place();
    const servers = [
      await start(BACKENDS[0]!, file),
      await start(BACKENDS[1]!, file),
    ];
    const clients = [
      await client(servers[0]!, "Alice"),
      await client(servers[1]!, "Bob"),
    ];
    const said = Array.from({ length: 40 }, (_, n) => {
      clients[n % 2]?.send(ROOM, `message ${n}`);
      return `message ${n}`;
    });
    for (const one of clients) await one.until(hasSent);
    const all = await stored(servers[0]!);
    expect([...all].sort()).toEqual([...said].sort());
    expect(await stored(servers[1]!)).toEqual(all);
  });

  it.each(BACKENDS)(
    "tell their clients what is written on $name, though they are on the other",
    async (backend) => {
      const file = place();
      const here = await start(backend, file);
      const there = await start(
        BACKENDS.find((one) => one !== backend)!,
        file,
      );
      const alice = await client(here, "Alice");
      const bob = await client(there, "Bob");

      for (const text of ["one", "two", "three"]) {
        alice.send(ROOM, text);
        await bob.until(hears(ROOM, text));
        bob.send(ROOM, `${text} too`);
        await alice.until(hears(ROOM, `${text} too`));
      }
      const said = ["one", "one too", "two", "two too", "three", "three too"];
      for (const one of [alice, bob]) expect(one.texts(ROOM)).toEqual(said);

      // Alice was there first.
      const last = bob.getState().rooms[ROOM]?.messages.at(-1);
      expect(await alice.remove(ROOM, last?.id ?? "")).toBeUndefined();
      await bob.until(
        ({ rooms }) => rooms[ROOM]?.messages.at(-1)?.removed === true,
      );
      expect(await alice.join("Coffee")).toBeUndefined();
      await bob.until(({ rooms }) => rooms["Coffee"] !== undefined);
    },
  );
});
