import { describe, expect, it, vi } from "vitest";
import type { ChatProcess } from "./chat-process.ts";
import { BACKENDS } from "./chat-process.ts";
import type { Client } from "./open-client.ts";
import { hasSent } from "./open-client.ts";
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
});
