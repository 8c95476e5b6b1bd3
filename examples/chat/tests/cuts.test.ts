import { describe, expect, it, vi } from "vitest";
import type { ChatProcess } from "./chat-process.ts";
import { BACKENDS } from "./chat-process.ts";
import type { Network } from "./network.ts";
import { hasSent, hears, isCut, openClient } from "./open-client.ts";
import { ROOM, withRoom } from "./with-room.ts";

vi.setConfig({ testTimeout: 90_000, hookTimeout: 60_000 });

describe.each(BACKENDS)("the chat on $name, over a bad network", (backend) => {
  const { closeLater, place, start, networkTo, client, agree } = withRoom();

  async function withNetwork(): Promise<[ChatProcess, Network]> {
    const server = await start(backend, place());
    return [server, await networkTo(server)];
  }

  it("says a message once whose acknowledgement was lost with the connection", async () => {
    const [server, network] = await withNetwork();
    const alice = await client(network, "Alice");
    const bob = await client(server, "Bob");
    network.loseAnswers();
    alice.send(ROOM, "stored, but not acknowledged");
    await bob.until(hears(ROOM, "stored, but not acknowledged"));
    alice.send(ROOM, "written while nothing answers");
    expect(alice.getState().pending).toHaveLength(2);
    network.cut();
    await alice.until(isCut);
    alice.send(ROOM, "written while offline");
    bob.send(ROOM, "meanwhile");
    await bob.until(hasSent);
    network.restore();
    const all = await agree(
      server,
      [alice, bob],
      [
        "stored, but not acknowledged",
        "written while nothing answers",
        "written while offline",
        "meanwhile",
      ],
    );
    const hers = all.filter((text) => text !== "meanwhile");
    expect(hers).toEqual([
      "stored, but not acknowledged",
      "written while nothing answers",
      "written while offline",
    ]);
  });

  it("says a message after the cut that never reached the server before it", async () => {
    const [server, network] = await withNetwork();
    const alice = await client(network, "Alice");
    const bob = await client(server, "Bob");
    network.loseRequests();
    alice.send(ROOM, "swallowed by the network");
    bob.send(ROOM, "first");
    // It came down to her, so her message was on its way up for as long.
    await alice.until(hears(ROOM, "first"));
    network.cut();
    await alice.until(isCut);
    network.restore();
    const said = ["first", "swallowed by the network"];
    expect(await agree(server, [alice, bob], said)).toEqual(said);
  });

  it("sends what was written before the page was closed, once", async () => {
    const [server, network] = await withNetwork();
    const alice = await client(network, "Alice");
    const bob = await client(server, "Bob");
    network.loseAnswers();
    alice.send(ROOM, "stored already");
    await bob.until(hears(ROOM, "stored already"));
    network.cut();
    await alice.until(isCut);
    alice.send(ROOM, "only in the browser");
    alice.close();
    const again = openClient(server.url, "Alice", alice.storage);
    closeLater(() => again.close());
    expect(again.getState().pending.map(({ text }) => text)).toEqual([
      "stored already",
      "only in the browser",
    ]);
    const said = ["stored already", "only in the browser"];
    expect(await agree(server, [again, bob], said)).toEqual(said);
    expect(alice.storage.pending()).toEqual([]);
  });

  it("gives what was missed, removals too, to who was away for long or short", async () => {
    const [server, network] = await withNetwork();
    const bob = await client(server, "Bob");
    const alice = await client(network, "Alice");
    bob.send(ROOM, "before");
    await alice.until(hears(ROOM, "before"));
    await bob.until(hasSent);
    network.cut();
    await alice.until(isCut);
    const id = bob.getState().rooms[ROOM]?.messages[0]?.id ?? "";
    bob.send(ROOM, "during");
    expect(await bob.remove(ROOM, id)).toBeUndefined();
    await bob.until(hasSent);
    network.restore();
    await alice.until(hears(ROOM, "during"));
    await alice.until(hears(ROOM, ""));
    expect(alice.texts(ROOM)).toEqual(["", "during"]);
    expect(alice.getState().rooms[ROOM]).toMatchObject({
      heard: 3,
      gap: false,
    });
  });
});
